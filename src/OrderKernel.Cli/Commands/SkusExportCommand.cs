using System.CommandLine;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel skus export MAP</c>: a SKU map as a table; read again it is the same map.</summary>
internal static class SkusExportCommand
{
    public static Command Create()
    {
        var map = new Argument<string>("map");
        var to = new Option<string?>("--out").NotEmpty();
        var lang = CommonOptions.Lang();
        var command = new Command("export") { map, to, lang };
        command.SetAction((result, cancellationToken) => ExportAsync(result.GetValue(map)!, result.GetValue(to),
            Labels.In(CommonOptions.LanguageOf(result.GetValue(lang))), cancellationToken));
        return command;
    }

    private static async Task<int> ExportAsync(string path, string? to, Labels labels, CancellationToken cancellationToken)
    {
        if (to is not null && OutputFile.WhyNot(to) is { } unwritable) return Terminal.Refuse(labels, unwritable);
        if (!(await WorkflowFile.ReadAsync(path, cancellationToken)).Then(utf8 => SkuMap.Load(utf8)).TryGet(out var map, out var unusable))
            return Terminal.Refuse(labels, unusable);
        var table = SkuTable.Write(map.Policy.Items);
        if (to is null) return Terminal.Bytes(table);
        // Without the mark a spreadsheet takes it for its own encoding.
        await File.WriteAllBytesAsync(to, [0xEF, 0xBB, 0xBF, .. table], cancellationToken);
        Terminal.Say(labels.Text("skus.exported", ("path", to), ("map", map.Reference), ("codes", Html.Number(map.Policy.Count))));
        return ExitCode.Ok;
    }
}
