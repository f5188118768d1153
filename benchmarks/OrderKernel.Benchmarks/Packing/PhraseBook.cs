namespace OrderKernel.Benchmarks;

/// <summary>An event of a sample.</summary>
/// <param name="Text">Its vocabulary (see <see cref="EventVocabulary"/>).</param>
/// <param name="Weight">How much it counts.</param>
internal sealed record SampleEvent(string Text, double Weight);

/// <summary>Chooses phrases for a dictionary: again and again the one that would save most for its length, given those that are there.</summary>
internal static class PhraseBook
{
    private const int Gram = 6;
    private const int PhraseMin = 8;
    private const int PhraseMax = 400;
    private const int MatchMin = 5;
    private const double MatchCost = 3;
    private const double LengthPower = 0.3;

    public static List<string> Build(List<SampleEvent> sample, int bytesMax)
    {
        var queue = new PriorityQueue<(string Phrase, double Weight), (double Gain, string Phrase)>(
            Comparer<(double Gain, string Phrase)>.Create((a, b) => a.Gain != b.Gain ? b.Gain.CompareTo(a.Gain) : string.CompareOrdinal(a.Phrase, b.Phrase)));
        var book = new Book();
        foreach (var (phrase, weight) in Candidates(sample)) queue.Enqueue((phrase, weight), (Gain(book, phrase, weight), phrase));
        while (queue.TryDequeue(out var best, out _))
        {
            // Gains only fall while the book grows: one that fell waits until it is the best again.
            var gain = Gain(book, best.Phrase, best.Weight);
            if (gain <= 0 || book.Length + best.Phrase.Length > bytesMax) continue;
            if (queue.TryPeek(out _, out var next) && gain < next.Gain) queue.Enqueue(best, (gain, best.Phrase));
            else book.Add(best.Phrase);
        }

        return book.Phrases;
    }

    /// <summary>The longest stretches of which every few letters occur in more than one event.</summary>
    private static Dictionary<string, double> Candidates(List<SampleEvent> sample)
    {
        var events = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in sample.Select(s => s.Text))
        {
            foreach (var gram in Enumerable.Range(0, Math.Max(0, text.Length - Gram + 1)).Select(i => text.Substring(i, Gram)).Distinct())
                events[gram] = events.GetValueOrDefault(gram) + 1;
        }

        var candidates = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (text, weight) in sample)
        {
            var start = 0;
            for (var i = 0; i <= text.Length; i++)
            {
                if (i + Gram <= text.Length && text.Substring(i, Gram) is var gram && events[gram] > 1 && !gram.Contains(EventVocabulary.Blank)
                    && char.IsAscii(text[i + Gram - 1])) continue;
                var length = Math.Min(i + Gram - 1, text.Length) - start;
                if (i > start && length >= PhraseMin)
                {
                    var phrase = text.Substring(start, Math.Min(length, PhraseMax));
                    candidates[phrase] = candidates.GetValueOrDefault(phrase) + weight;
                }

                start = i + 1;
            }
        }

        return candidates;
    }

    private static double Gain(Book book, string phrase, double weight) => weight * (book.Cost(phrase) - MatchCost - 1) / Math.Pow(phrase.Length, LengthPower);

    private sealed class Book
    {
        private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);
        private string _text = "";

        public List<string> Phrases { get; } = [];

        public int Length => _text.Length;

        public void Add(string phrase)
        {
            Phrases.Add(phrase);
            var from = Math.Max(0, _text.Length - MatchMin + 1);
            _text += phrase;
            for (var i = from; i + MatchMin <= _text.Length; i++)
            {
                var key = _text.Substring(i, MatchMin);
                if (!_places.TryGetValue(key, out var places)) _places.Add(key, places = []);
                places.Add(i);
            }
        }

        /// <summary>About what the phrase costs in bytes when it is packed with the book as it is.</summary>
        public double Cost(string phrase)
        {
            var (cost, i, isLiteral) = (0.0, 0, false);
            while (i < phrase.Length)
            {
                var length = Longest(phrase, i);
                (cost, isLiteral) = length > 0 ? (cost + MatchCost, false) : (cost + (isLiteral ? 1 : 2), true);
                i += Math.Max(1, length);
            }

            return cost;
        }

        private int Longest(string phrase, int i)
        {
            if (i + MatchMin > phrase.Length || !_places.TryGetValue(phrase.Substring(i, MatchMin), out var places)) return 0;
            return places.Max(place => phrase.AsSpan(i).CommonPrefixLength(_text.AsSpan(place)));
        }
    }
}
