namespace OrderKernel.Cli;

/// <summary>What the tool tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>All went well; quarantined records do not change that.</summary>
    public const int Ok = 0;

    /// <summary>Something asked for was not found, or a check found damage.</summary>
    public const int Found = 1;

    /// <summary>The input or the store cannot be used at all, or the command line is wrong.</summary>
    public const int Unusable = 2;

    /// <summary>Stopped from outside, as a shell counts an interrupt; the same command goes on where it was.</summary>
    public const int Stopped = 130;
}
