using System.CommandLine;
using System.Globalization;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel skus import FILE --out MAP</c>: a SKU map from a table. A map that stands there already gets its next version.</summary>
internal sealed class SkusImportCommand
{
    private static readonly string[] Otherwise = ["park", "same"];
    private readonly Argument<string> _file = new("file");
    private readonly Option<string> _out = new Option<string>("--out") { Required = true }.NotEmpty();
    private readonly Option<string?> _name = new Option<string?>("--name").NotEmpty(), _version = new Option<string?>("--version").NotEmpty();
    private readonly Option<string?> _otherwise = new("--otherwise"), _lang = CommonOptions.Lang();

    private SkusImportCommand()
    {
        _otherwise.Validators.Add(r =>
        {
            if (r.Tokens.Any(t => !Otherwise.Contains(t.Value))) r.AddError("--otherwise: park|same.");
        });
    }

    public static Command Create()
    {
        var own = new SkusImportCommand();
        var command = new Command("import") { own._file, own._out, own._name, own._version, own._otherwise, own._lang };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        var to = result.GetValue(_out)!;
        if (OutputFile.WhyNot(to) is { } unwritable) return Terminal.Refuse(labels, unwritable);
        if (!SkuTableFile.Read(result.GetValue(_file)!).TryGet(out var mappings, out var unusable)) return Terminal.Refuse(labels, unusable);
        PolicyDocument<SkuMap>? before = null;
        // What stands there and is no map is nothing to write over.
        if (File.Exists(to) && !(await WorkflowFile.ReadAsync(to, cancellationToken)).Then(utf8 => SkuMap.Load(utf8)).TryGet(out before, out unusable))
            return Terminal.Refuse(labels, unusable);
        var isSame = (result.GetValue(_otherwise) ?? (before?.Policy.IsSameOtherwise == true ? "same" : "park")) == "same";
        var name = result.GetValue(_name) ?? before?.Reference.Name ?? Path.GetFileName(to).Split('.')[0];
        if (before is not null && before.Policy.Items == mappings && before.Policy.IsSameOtherwise == isSame && before.Reference.Name == name)
        {
            Terminal.Say(labels.Text("skus.unchanged", ("path", to), ("map", before.Reference)));
            return ExitCode.Ok;
        }

        var document = SkuMapWriter.Write(name, result.GetValue(_version) ?? Next(before?.Reference.Version), isSame, mappings);
        // A name that documents must not have.
        if (!SkuMap.Load(document).TryGet(out var map, out unusable)) return Terminal.Refuse(labels, unusable);
        await File.WriteAllBytesAsync(to, document, cancellationToken);
        Terminal.Say(labels.Text("skus.imported", ("path", to), ("map", map.Reference), ("codes", Html.Number(mappings.Count)),
            ("bundles", Html.Number(mappings.Items.Count(m => m.Goods is not [{ Quantity.Units: 1 }])))));
        return ExitCode.Ok;
    }

    // 1 → 2, 1.4 → 1.5; a version without a number at its end gets one.
    private static string Next(string? version)
    {
        if (version is null) return "1";
        var digits = version.Length - version.TrimEnd("0123456789".ToCharArray()).Length;
        return long.TryParse(version.AsSpan(version.Length - digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue
            ? version[..^digits] + (number + 1).ToString(CultureInfo.InvariantCulture)
            : version + ".1";
    }
}
