package tenor.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import org.junit.jupiter.api.Test;
import tenor.clearing.proto.AccountStanding;
import tenor.clearing.proto.Balance;
import tenor.clearing.proto.Instrument;
import tenor.clearing.proto.InstrumentStatus;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.KeyRecord;
import tenor.clearing.proto.NonceSet;
import tenor.clearing.proto.Operation;
import tenor.clearing.proto.ParticipantStatus;
import tenor.clearing.proto.PublicKey;
import tenor.clearing.proto.RegisterTrade;
import tenor.clearing.proto.RiskArray;
import tenor.clearing.proto.Standing;

/** Stored values as JSON. */
final class ProtoJsonTest {
  private static void assertJson(Message message, String json) {
    assertThat(ProtoJson.of(message).toString().replace('"', '\'')).isEqualTo(json);
  }

  @Test
  void unitsAreDecimalStrings_andOtherNumbersAreNumbers() {
    assertJson(
        Instrument.newBuilder()
            .setSymbol("SPX-30D")
            .setUnderlying(1)
            .setType(InstrumentType.INSTRUMENT_TYPE_FUTURE)
            .setTick(1_000_000)
            .setMultiplier(100_000_000)
            .setExpiryMillis(1_767_225_600_000L)
            .setPositionLimit(5)
            .setStatus(InstrumentStatus.INSTRUMENT_STATUS_LISTED)
            .build(),
        "{'symbol':'SPX-30D','underlying':1,'type':'future','tick':'0.01','multiplier':'100',"
            + "'expiryMillis':1767225600000,'positionLimit':5,'status':'listed',"
            + "'settlementPrice':'0'}");
  }

  @Test
  void optionalZero_isShown() {
    assertJson(Balance.newBuilder().setCash(0).build(), "{'cash':'0'}");
    assertJson(Balance.getDefaultInstance(), "{'cash':'0'}");
    assertJson(Balance.newBuilder().setCash(-1).build(), "{'cash':'-0.000001'}");
  }

  @Test
  void unsignedNumbers_areNotNegative() {
    assertJson(
        NonceSet.newBuilder().addNonces(-1).addNonces(7).build(),
        "{'nonces':[18446744073709551615,7]}");
  }

  @Test
  void listsOfAmounts_areListsOfStrings() {
    assertThat(
            ProtoJson.of(RiskArray.newBuilder().addLosses(-5).addLosses(2_000_000).build())
                .get("losses"))
        .hasToString("[\"-0.000005\",\"2\"]");
  }

  @Test
  void bytes_areLowerCaseHex_andMembersOfAOneofAppearOnce() {
    assertJson(
        KeyRecord.newBuilder()
            .setParticipant(3)
            .setPublicKey(
                PublicKey.newBuilder().setEd25519(ByteString.copyFrom(new byte[] {(byte) 0xAB, 1})))
            .build(),
        "{'participant':3,'publicKey':{'ed25519':'ab01'},'revokedHeight':0}");
    assertThat(
            ProtoJson.of(
                    Operation.newBuilder()
                        .setRegisterTrade(RegisterTrade.newBuilder().setReduceOnly(true))
                        .build())
                .at("/registerTrade/reduceOnly")
                .asBoolean())
        .isTrue();
  }

  @Test
  void enumValues_areCamelCaseWithoutTheirEnum() {
    assertThat(ProtoJson.name(Standing.STANDING_CLOSED_OUT.getValueDescriptor()))
        .isEqualTo("closedOut");
    assertThat(ProtoJson.name(ParticipantStatus.PARTICIPANT_STATUS_SUSPENDED.getValueDescriptor()))
        .isEqualTo("suspended");
    assertThat(
            ProtoJson.of(AccountStanding.newBuilder().setStandingValue(99).build()).get("standing"))
        .hasToString("\"99\"");
  }
}
