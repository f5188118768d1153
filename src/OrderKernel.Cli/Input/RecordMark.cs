using NodaTime;

namespace OrderKernel.Cli.Input;

/// <summary>Where a record of the input lies and when it happened: all that is kept of it until its turn.</summary>
/// <param name="File">Which file, by its place in the run.</param>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Check">A checksum of them.</param>
/// <param name="IsUnread">True when nobody understands it, so that it has no time of its own.</param>
/// <param name="Offset">The byte at which it starts.</param>
/// <param name="At">Its source time.</param>
internal readonly record struct RecordMark(int File, int Number, int Line, int Length, uint Check, bool IsUnread, long Offset, Instant At);

/// <summary>A list of marks that grows page by page, so that it is never copied.</summary>
internal sealed class RecordMarks
{
    private const int PageSize = 1024;
    private readonly List<RecordMark[]> _pages = [];

    public int Count { get; private set; }

    public ref readonly RecordMark this[int index] => ref _pages[index / PageSize][index % PageSize];

    public void Add(in RecordMark mark)
    {
        if (Count == _pages.Count * PageSize) _pages.Add(new RecordMark[PageSize]);
        _pages[Count / PageSize][Count % PageSize] = mark;
        Count++;
    }

    /// <summary>Forgets all marks after the first so many.</summary>
    public void CutTo(int count) => Count = Math.Min(Count, count);
}
