package tenor.benchmarks;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tenor.clearing.ClearingHouse;
import tenor.clearing.kernel.Block;
import tenor.clearing.kernel.BlockResult;
import tenor.clearing.kernel.Key;
import tenor.clearing.kernel.Overlay;
import tenor.clearing.kernel.Reader;
import tenor.clearing.positions.Positions;
import tenor.clearing.proto.AccountKind;
import tenor.clearing.proto.Deposit;
import tenor.clearing.proto.Genesis;
import tenor.clearing.proto.GenesisAccount;
import tenor.clearing.proto.GenesisParticipant;
import tenor.clearing.proto.InstrumentType;
import tenor.clearing.proto.ListAsset;
import tenor.clearing.proto.ListInstrument;
import tenor.clearing.proto.ListMarginClass;
import tenor.clearing.proto.ListUnderlying;
import tenor.clearing.proto.OptionSide;
import tenor.clearing.proto.OptionTerms;
import tenor.clearing.proto.PremiumStyle;
import tenor.clearing.proto.PriceReport;
import tenor.clearing.proto.PublicKey;
import tenor.clearing.proto.Role;
import tenor.clearing.proto.SetParam;
import tenor.clearing.proto.SurfaceReport;
import tenor.clearing.proto.VoteExtension;

/**
 * A market in memory with all the rules: futures-style options on one index over ten expiries, and
 * accounts that hold them. Each block reports another index, so that every price moves.
 */
final class BlockMarket implements Reader {
  private static final long TIME = 1_767_225_600_000L;
  private static final long DAY = 86_400_000L;
  private static final int EXPIRIES = 10;
  private static final long FIRST_ACCOUNT = 1001;
  private static final int MEMBERS = 100;
  private static final long PRICE = 100_000_000L;

  private final ClearingHouse rules = ClearingHouse.standard();
  private final TreeMap<Key, Message> values = new TreeMap<>();
  private long height;
  private long time = TIME;

  /** So many options, and accounts that each hold so many of them. */
  BlockMarket(int options, int accounts, int held) {
    Block start = new Block("benchmark", 0, TIME, TIME, List.of(), 0);
    apply(rules.genesis(genesis(options, accounts), start).changes());
    commit(next(0));
    Overlay positions = new Overlay(this);
    Random random = new Random(20);
    for (long account = FIRST_ACCOUNT; account < FIRST_ACCOUNT + accounts; account += 2) {
      for (int i = 0; i < held; i++) {
        int instrument = 1 + random.nextInt(options);
        Positions.move(positions, instrument, account, account + 1, 1 + random.nextInt(3));
      }
    }
    apply(positions.changes());
    commit(next(1));
    new BlockCheck(this).run(2);
    new BlockCheck(this).run(3);
  }

  private static Genesis genesis(int options, int accounts) {
    Genesis.Builder genesis =
        Genesis.newBuilder()
            .setDayMillis(DAY)
            .setRulesVersion(1)
            .addParticipants(
                GenesisParticipant.newBuilder()
                    .setName("Admin")
                    .setRoles(1 << Role.ROLE_ADMIN.getNumber())
                    .addPublicKeys(key(0)))
            .addAssets(ListAsset.newBuilder().setSymbol("USD"))
            .addMarginClasses(ListMarginClass.newBuilder().setSymbol("EQUITY").setAsset(1))
            .addUnderlyings(
                ListUnderlying.newBuilder()
                    .setSymbol("SPX")
                    .setMarginClass(1)
                    .setMaxPrice(100_000 * PRICE))
            .addParams(
                SetParam.newBuilder()
                    .setComponent("oracle")
                    .setName("maxMove")
                    .setValue(1_000_000_000));
    for (int member = 1; member <= MEMBERS; member++) {
      GenesisParticipant.Builder participant =
          GenesisParticipant.newBuilder()
              .setName("Member " + member)
              .setRoles(1 << Role.ROLE_CLEARING_MEMBER.getNumber())
              .addPublicKeys(key(member));
      for (int i = 0; i < accounts / MEMBERS; i++) {
        participant.addAccounts(
            GenesisAccount.newBuilder()
                .setKind(AccountKind.ACCOUNT_KIND_CLIENT)
                .setName("Client " + i));
      }
      genesis.addParticipants(participant);
    }
    for (int i = 0; i < options; i++) {
      genesis.addInstruments(option(i));
    }
    for (int i = 0; i < accounts; i++) {
      genesis.addDeposits(
          Deposit.newBuilder()
              .setAccount(FIRST_ACCOUNT + i)
              .setAsset(1)
              .setAmount(10_000_000_000_000L)
              .setReference("start"));
    }
    return genesis.build();
  }

  private static PublicKey key(int number) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) number;
    return PublicKey.newBuilder().setEd25519(ByteString.copyFrom(bytes)).build();
  }

  private static long expiry(int i) {
    return TIME + (30L * (i % EXPIRIES) + 10) * DAY;
  }

  private static ListInstrument option(int i) {
    return ListInstrument.newBuilder()
        .setSymbol("O-" + i)
        .setUnderlying(1)
        .setType(InstrumentType.INSTRUMENT_TYPE_OPTION)
        .setTick(1_000_000)
        .setMultiplier(100_000_000)
        .setExpiryMillis(expiry(i))
        .setPositionLimit(1_000)
        .setOption(
            OptionTerms.newBuilder()
                .setSide(i % 2 == 0 ? OptionSide.OPTION_SIDE_CALL : OptionSide.OPTION_SIDE_PUT)
                .setStrike((2_100 + 2L * (i / EXPIRIES)) * PRICE)
                .setStyle(PremiumStyle.PREMIUM_STYLE_FUTURES))
        .build();
  }

  /** The block after the last one that was kept: the index moves by so many points. */
  BlockResult next(int points) {
    return next(points, this);
  }

  /** The same block over a state of the market that differs in something. */
  BlockResult next(int points, Reader state) {
    VoteExtension.Builder report =
        VoteExtension.newBuilder()
            .addPrices(
                PriceReport.newBuilder()
                    .setProduct(1)
                    .setPrice((2_200 + points) * PRICE)
                    .setTimeMillis(time + 1_000));
    for (int i = 0; i < EXPIRIES; i++) {
      report.addSurfaces(
          SurfaceReport.newBuilder()
              .setProduct(1)
              .setExpiryMillis(expiry(i))
              .setTimeMillis(time + 1_000)
              .addAllVols(Collections.nCopies(11, 200_000_000L)));
    }
    List<Block.Vote> votes = List.of(new Block.Vote(100, report.build()));
    return rules.execute(
        new Block("benchmark", height + 1, time + 1_000, time, votes, 100), List.of(), state);
  }

  private void commit(BlockResult result) {
    apply(result.changes());
    height++;
    time += 1_000;
  }

  private void apply(SortedMap<Key, Optional<Message>> changes) {
    changes.forEach(
        (key, value) -> {
          if (value.isPresent()) {
            values.put(key, value.get());
          } else {
            values.remove(key);
          }
        });
  }

  @Override
  public @Nullable Message get(Key key) {
    return values.get(key);
  }

  @Override
  public List<Entry> entries(Key from, Key to) {
    return Entry.all(values.subMap(from, to));
  }
}
