using OrderKernel.Channels;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Input;

/// <summary>A table of SKUs in a file as people have it: CSV in any encoding, or the first sheet of a workbook with such a table.</summary>
internal static class SkuTableFile
{
    /// <summary>The mappings.</summary>
    /// <remarks>Refuses with: <see cref="CliCodes.FileUnreadable"/>, what keeps bytes from being text, <see cref="ChannelsCodes.SkuTableInvalid"/>.</remarks>
    public static Result<ValueList<SkuMapping>> Read(string path)
    {
        try
        {
            var file = new InputFile(path, Path.GetFileName(path), InputKind.Channel, null, SampleText.Shop.Shop, new FileInfo(path).Length);
            var tables = FileForms.Of(file, []).Select(form => Table(path, form)).ToList();
            var at = tables.FindIndex(t => t.Refusal is not { } why || why.Reasons.Items.All(r => r.Code != ChannelsCodes.ColumnMissing));
            return tables[Math.Max(at, 0)];
        }
        catch (FileFormException e)
        {
            var why = e.Of(path).ToReason();
            return Refusal.Of(why.Code, [.. why.Arguments.Items]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Refusal.Of(CliCodes.FileUnreadable, ("path", path), ("detail", IoDetail.Of(e, path)));
        }
    }

    private static Result<ValueList<SkuMapping>> Table(string path, FileForm form)
    {
        using var bytes = File.OpenRead(path);
        var text = new MemoryStream();
        form.Copy(bytes, text);
        return SkuTable.Read(text.ToArray());
    }
}
