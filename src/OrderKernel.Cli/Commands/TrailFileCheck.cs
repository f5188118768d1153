using System.Globalization;
using OrderKernel.Cli.Output;
using OrderKernel.Orders;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel verify FILE</c>: one exported trail, without the store.</summary>
internal static class TrailFileCheck
{
    public static async Task<int> RunAsync(string path, string? anchor, Labels labels, CancellationToken cancellationToken)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Terminal.Refuse(labels, Reason.Of(CliCodes.FileUnreadable, ("path", path), ("detail", IoDetail.Of(e, path))));
        }

        var seen = TrailVerifier.Verify(bytes);
        if (anchor is not null && seen.Stream is { } stream)
        {
            if (Head(stream, anchor) is not { } kept) return Terminal.Refuse(labels, Reason.Of(CliCodes.AnchorUnreadable, ("text", anchor)));
            seen = TrailVerifier.Verify(bytes, kept);
        }

        if (seen.Break is { } broken)
        {
            Terminal.Say(labels.Coded(broken.ToFinding().ToReason()));
            Terminal.Say(labels.Text("trail.broken", ("version", broken.Version), ("line", broken.Line), ("kind", labels.Word($"{broken.Kind}"))));
            return ExitCode.Found;
        }

        Terminal.Say(
            labels.Text("trail.sound", ("stream", seen.Stream), ("events", seen.Events), ("dropped", seen.Dropped), ("anchored", seen.Anchored)));
        return ExitCode.Ok;
    }

    private static StreamHead? Head(StreamId stream, string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 2 || parts[1].Length != 2 * ChainHash.Length || !parts[1].All(char.IsAsciiHexDigit)) return null;
        return long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(stream, version, ChainHash.Of(Convert.FromHexString(parts[1])))
            : null;
    }
}
