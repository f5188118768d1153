namespace OrderKernel.Work;

/// <summary>
/// Two ledgers that move in one unit of work do not fit each other as they were read: mostly another writer came between the two readings. The unit is
/// decided again on what is there now; what stays apart is refused.
/// </summary>
/// <param name="refusal">What one ledger permitted and the other refused.</param>
internal sealed class LedgersApartException(Refusal refusal) : Exception($"{refusal}")
{
    public Refusal Refusal => refusal;
}
