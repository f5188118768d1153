using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using System.Text;
using OrderKernel.Cli.Commands;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli;

/// <summary>The whole tool: whatever happens ends in a documented exit code, and what goes wrong in one sentence.</summary>
internal static class Tool
{
    public static async Task<int> RunAsync(string[] args)
    {
        var labels = Labels.In(CommonOptions.LanguageAmong(args));
        try
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            var result = Help.Describe(Root(labels), labels).Parse(args.Length == 0 ? ["--help"] : args, CommandWords.AsTheyStand);
            return CommandWords.Problem(result, args, labels) is { } problem ? Terminal.Refuse(labels, problem) : await InvokeAsync(result);
        }
        catch (StoreUnusableException e)
        {
            return Terminal.Refuse(labels, e.Reason);
        }
        catch (InputChangedException e)
        {
            return Terminal.Refuse(labels, e.Reason);
        }
        catch (OperationCanceledException)
        {
            Terminal.Refuse(labels, Reason.Of(CliCodes.Stopped));
            return ExitCode.Stopped;
        }
        catch (Exception e)
        {
            return Terminal.Refuse(labels, Reason.Of(CliCodes.Failed, ("detail", $"{e.GetType().Name}: {CommandWords.OneLine(e.Message)}")));
        }
    }

    /// <summary>Invokes with our own interrupt: a run ends between two deliveries and says so, however long its last batch takes.</summary>
    private static async Task<int> InvokeAsync(ParseResult result)
    {
        using var stopping = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
            stopping.Token);

        void Stop(PosixSignalContext signal)
        {
            // The second time the system may have its way.
            signal.Cancel = !stopping.IsCancellationRequested;
            stopping.Cancel();
        }
    }

    // A plain command: the library's root command takes its name from the assembly, and help would show that.
    internal static Command Root(Labels labels) => new("orderkernel")
    {
        new HelpOption { Action = new HelpPage(labels) }, new VersionOption(), CommonOptions.Lang(),
        DemoCommand.Create(), RunCommand.Create(), ExplainCommand.Create(), TrailCommand.Create(), TellCommand.Create(), InboxCommand.Create(),
        QuarantineCommand.Create(),
        VerifyCommand.Create(),
        GraphCommand.Create(), WorkflowCommand.Create(), RetentionCommand.Create(), DocumentsCommand.Create(), ProfileCommand.Create(),
        RulesCommand.Create(), SkusCommand.Create(), StockCommand.Create(), DiagnoseCommand.Create(), StoreFileCommand.Create(),
    };
}
