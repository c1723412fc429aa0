package tenor.clearing.trading;

import java.util.List;
import java.util.Optional;
import tenor.clearing.kernel.AccountGate;
import tenor.clearing.kernel.Component;
import tenor.clearing.kernel.Context;
import tenor.clearing.kernel.Outcome;
import tenor.clearing.kernel.Param;
import tenor.clearing.kernel.Prefix;
import tenor.clearing.kernel.Reject;
import tenor.clearing.kernel.Table;
import tenor.clearing.proto.Operation;

/** Registers bilateral trades and novates them. */
public final class TradingComponent implements Component {
  private final AccountGate gate;

  /** Only accounts that {@code gate} lets through may take on positions. */
  public TradingComponent(AccountGate gate) {
    this.gate = gate;
  }

  @Override
  public String name() {
    return "trading";
  }

  @Override
  public int prefix() {
    return Prefix.TRADING;
  }

  @Override
  public List<Table<?, ?>> tables() {
    return TradingKeys.ALL;
  }

  @Override
  public List<Param> params() {
    return TradingParams.ALL;
  }

  @Override
  public List<Operation.KindCase> operations() {
    return List.of(Operation.KindCase.REGISTER_TRADE);
  }

  @Override
  public Optional<Reject> check(Operation operation) {
    return TradeChecks.form(operation.getRegisterTrade());
  }

  @Override
  public Outcome execute(Operation operation, Context context) {
    return Novation.register(operation.getRegisterTrade(), context, gate);
  }
}
