using OrderKernel.Channels;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Input;

/// <summary>A file that a profile is tried on, as the text that its records are cut from.</summary>
/// <param name="File">The file with what reads it.</param>
/// <param name="Text">Its text in UTF-8, at its start.</param>
internal sealed record SampleText(InputFile File, MemoryStream Text)
{
    public static ShopContext Shop { get; } = new(TenantId.Of("sample"), ShopId.Of("sample"));

    /// <summary>Reads a file in whatever form it is; of a workbook the sheet that the profile recognises, else the first.</summary>
    /// <remarks>Refuses with: <see cref="CliCodes.FileUnreadable"/>, and what keeps bytes from being text.</remarks>
    public static Result<SampleText> Of(string path, PolicyDocument<ChannelProfile>? profile)
    {
        try
        {
            var file = new InputFile(path, Path.GetFileName(path), InputKind.Channel, profile, Shop.Shop, new FileInfo(path).Length)
            {
                ArrivedAt = NodaTime.Instant.FromDateTimeUtc(System.IO.File.GetLastWriteTimeUtc(path)),
            };
            var forms = FileForms.Of(file, []);
            var form = forms.Count == 1 || profile is null ? forms[0]
                : forms.FirstOrDefault(f => ProfileRecognizer.Recognize(f.Head(path), [profile]) is not null) ?? forms[0];
            var text = new MemoryStream();
            using (var bytes = System.IO.File.OpenRead(path)) form.Copy(bytes, text);
            text.Position = 0;
            return new SampleText(file with { Form = form }, text);
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

    /// <summary>Cuts the text into the records of its profile.</summary>
    public void Cut(RecordHandler take)
    {
        var parser = RecordParser.For(File.Profile!.Policy);
        var chunk = new byte[64 * 1024];
        for (int read; (read = Text.Read(chunk)) > 0;) parser.Push(chunk.AsSpan(0, read), take);
        parser.Complete(take);
    }
}
