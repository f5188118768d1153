namespace OrderKernel.Cli.Input;

/// <summary>A file is no longer what it was when the run first read it.</summary>
internal sealed class InputChangedException(Reason reason, Exception? inner = null) : Exception(reason.ToString(), inner)
{
    public Reason Reason => reason;
}
