namespace OrderKernel.Cli.Input;

/// <summary>A file that was read and cut.</summary>
/// <param name="File">The file.</param>
/// <param name="Records">Its records.</param>
/// <param name="Delimiter">What delimits its fields; null where nothing does.</param>
internal readonly record struct FileCount(InputFile File, int Records, char? Delimiter);
