using System.Security.Cryptography;
using System.Text;
using OrderKernel.Feeds;

namespace OrderKernel.Hosting;

/// <summary>Keeps how far feeds are pulled in a folder, a small file a feed.</summary>
/// <remarks>A file is written beside the old one and takes its place whole: a host that is killed leaves the one or the other.</remarks>
public sealed class PullStateFiles : IPullStates
{
    private readonly string _folder;

    /// <summary>States in a folder.</summary>
    /// <param name="folder">The folder; it is made when it is not there.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public PullStateFiles(string folder)
    {
        if (folder is null) throw new ArgumentNullException(nameof(folder));
        _folder = Directory.CreateDirectory(folder).FullName;
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> LoadAsync(PulledFeed feed, CancellationToken cancellationToken)
    {
        if (feed is null) throw new ArgumentNullException(nameof(feed));
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(feed);
        return new(File.Exists(path) ? File.ReadAllBytes(path) : null);
    }

    /// <inheritdoc/>
    public ValueTask KeepAsync(PulledFeed feed, byte[] state, CancellationToken cancellationToken)
    {
        if (feed is null) throw new ArgumentNullException(nameof(feed));
        if (state is null) throw new ArgumentNullException(nameof(state));
        cancellationToken.ThrowIfCancellationRequested();
        WholeFile.Write(PathOf(feed), state);
        return default;
    }

    private string PathOf(PulledFeed feed)
    {
        using var sha = SHA256.Create();
        var name = sha.ComputeHash(Encoding.UTF8.GetBytes(feed.Key));
        return Path.Combine(_folder, string.Concat(name.Take(16).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture))) + ".json");
    }
}
