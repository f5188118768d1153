namespace OrderKernel;

/// <summary>How a channel says that an order ended; what that means is our ledger's verdict. 0 is unset.</summary>
public enum ClaimOutcome
{
    /// <summary>The trade succeeded 交易成功.</summary>
    Succeeded = 1,

    /// <summary>The trade ended 交易终止: cancels what is open or reserved and nothing else.</summary>
    Ended = 2,

    /// <summary>Split or merged into other orders 已拆并.</summary>
    Replaced = 3,
}
