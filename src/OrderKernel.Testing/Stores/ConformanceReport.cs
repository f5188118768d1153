using System.Text;

namespace OrderKernel.Testing;

/// <summary>One promise of a port and whether it was kept.</summary>
/// <param name="Name">Stable name, such as <c>stock.floors-hold-after-all-postings</c>.</param>
/// <param name="IsPassed">True when it was kept.</param>
/// <param name="Detail">By which method of which port what was seen instead; empty when it was kept.</param>
public sealed record ConformanceCheck(string Name, bool IsPassed, string Detail)
{
    internal static async ValueTask<ConformanceCheck> OfAsync(string name, Func<ValueTask> check, Func<string> method, CancellationToken cancellationToken)
    {
        try
        {
            await check();
            return new(name, true, "");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested) { throw; }
        catch (BrokenPromiseException e) { return new(name, false, e.By(method())); }
        catch (Exception e) { return new(name, false, new BrokenPromiseException($"threw {e.GetType().Name}: {e.Message}").By(method())); }
    }
}

/// <summary>What a conformance kit found: every check, in order.</summary>
/// <param name="Checks">The checks.</param>
public sealed record ConformanceReport(ValueList<ConformanceCheck> Checks)
{
    /// <summary>True when every check passed.</summary>
    public bool IsPassed => Failed.IsEmpty;

    /// <summary>The checks that did not pass.</summary>
    public ValueList<ConformanceCheck> Failed => Checks.Where(c => !c.IsPassed);

    /// <summary>One line a check, failed ones with their detail.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var check in Checks)
            text.Append(check.IsPassed ? "passed " : "FAILED ").Append(check.Name).Append(check.IsPassed ? "" : ": " + check.Detail).Append('\n');
        return text.ToString();
    }
}
