namespace OrderKernel.Rules.Patterns;

/// <summary>
/// The reading steps at which a matcher is, a bit each, so that a character takes all of them on at once: for programs whose sets of steps are too many for a
/// table. Made once, never changed.
/// </summary>
/// <remarks>
/// Source: G. Navarro and M. Raffinot, Flexible Pattern Matching in Strings, 2002, ch. 5: the automaton of Glushkov in bits, shifted where it is a chain.
/// Steps stand in the order of the pattern, so that most lead to the next bit; those that lead elsewhere are looked up, four at a time. The last bit
/// is the match.
/// Law: the same answer as by <see cref="Reach"/>.
/// </remarks>
internal sealed class BitSteps
{
    private const int WordsMax = 16;
    private const int WordsOfTableMax = 65_536;
    private const long WorkMax = 400_000;
    private const int Kinds = (int)Neighbour.Edge + 1;

    private readonly Alphabet _alphabet;
    private readonly int _words;

    // By class of characters: the steps that read it.
    private readonly ulong[] _readers;

    // By what stands before a place and after it; null where that cannot be.
    private readonly Leap?[] _leaps;
    private readonly bool _isAnchored;

    private BitSteps(Alphabet alphabet, int words, ulong[] readers, Leap?[] leaps)
    {
        (_alphabet, _words, _readers, _leaps) = (alphabet, words, readers, leaps);
        Size = words * leaps.Max(l => l is null ? 0 : 2 + l.Groups.Length);
        _isAnchored = true;
        for (var i = 0; i < (int)Neighbour.Edge * Kinds; i++) _isAnchored &= leaps[i] is not { } leap || Array.TrueForAll(leap.First, f => f == 0);
    }

    /// <summary>How many words of bits may be looked at for a character.</summary>
    internal int Size { get; }

    /// <summary>Whether a text matches.</summary>
    internal bool IsMatch(string input)
    {
        if (_words == 1) return IsMatchOfOne(input);
        Span<ulong> open = stackalloc ulong[_words];
        Span<ulong> read = stackalloc ulong[_words];
        var at = 0;
        var characterClass = ClassAt(input, ref at);
        LeapAt(Neighbour.Edge, characterClass).First.AsSpan().CopyTo(open);
        while ((open[_words - 1] >> 63) == 0)
        {
            if (characterClass < 0) return false;
            var any = 0UL;
            var readers = _readers.AsSpan(characterClass * _words, _words);
            for (var i = 0; i < read.Length; i++) any |= read[i] = open[i] & readers[i];
            // Where no match can begin any more.
            if (any == 0 && _isAnchored) return false;
            var before = _alphabet.Kinds[characterClass];
            characterClass = ClassAt(input, ref at);
            LeapAt(before, characterClass).Go(read, open);
        }

        return true;
    }

    private bool IsMatchOfOne(string input)
    {
        var at = 0;
        var characterClass = ClassAt(input, ref at);
        var open = LeapAt(Neighbour.Edge, characterClass).First[0];
        while ((open >> 63) == 0)
        {
            if (characterClass < 0) return false;
            var read = open & _readers[characterClass];
            if (read == 0 && _isAnchored) return false;
            var before = _alphabet.Kinds[characterClass];
            characterClass = ClassAt(input, ref at);
            open = LeapAt(before, characterClass).Go(read);
        }

        return true;
    }

    /// <summary>Null where the steps are too many, or where they lead to too many others.</summary>
    internal static BitSteps? Of(PatternProgram program, Alphabet alphabet)
    {
        var readings = Enumerable.Range(0, program.Steps.Length).Where(i => program.Steps[i].Kind == PatternProgram.Kind.Read).ToArray();
        var words = (readings.Length / 64) + 1;
        if (words > WordsMax) return null;
        // Programs are written from the end, where the match is.
        var bits = new int[program.Steps.Length];
        for (var i = 0; i < readings.Length; i++) bits[readings[i]] = (words * 64) - 2 - i;
        var readers = new ulong[alphabet.Count * words];
        foreach (var reading in readings)
        {
            for (var c = 0; c < alphabet.Count; c++)
            {
                if (alphabet.Has(program.Steps[reading].What, c)) Set(readers.AsSpan(c * words), bits[reading]);
            }
        }

        var reach = new Reach(program, alphabet);
        var leaps = new Leap?[Kinds * Kinds];
        var left = WordsOfTableMax;
        for (var before = Neighbour.Other; before <= Neighbour.Edge; before++)
        {
            for (var after = Neighbour.Other; after <= Neighbour.Edge; after++)
            {
                if (!alphabet.CanStand(before) || !alphabet.CanStand(after)) continue;
                var first = Opened(program.Begin, before, after);
                // At the text's beginning nothing has been read.
                var from = before == Neighbour.Edge ? [] : readings;
                var leap = new Leap(first, [.. from.Select(r => (bits[r], Opened(program.Steps[r].Next, before, after)))]);
                if ((left -= leap.Groups.Length * 16 * words) < 0 || reach.Work > WorkMax) return null;
                leaps[((int)before * Kinds) + (int)after] = leap;
            }
        }

        return new(alphabet, words, readers, leaps);

        // The match is all that counts where there is one.
        ulong[] Opened(int step, Neighbour before, Neighbour after)
        {
            var to = new ulong[words];
            if (reach.Work > WorkMax) return to;
            if (reach.OpenFrom(step, before, after)) to[words - 1] = 1UL << 63;
            else
            {
                foreach (var reading in reach.Readings) Set(to, bits[reading]);
            }

            return to;
        }
    }

    private static void Set(Span<ulong> to, int bit) => to[bit >> 6] |= 1UL << (bit & 63);

    private Leap LeapAt(Neighbour before, int after) => _leaps[((int)before * Kinds) + (int)(after < 0 ? Neighbour.Edge : _alphabet.Kinds[after])]!;

    // The class of the character that stands there; -1 at the end.
    private int ClassAt(string input, ref int at)
    {
        if (at == input.Length) return -1;
        var c = PatternParser.At(input, at);
        at += c > char.MaxValue ? 2 : 1;
        return _alphabet.ClassOf(c);
    }

    /// <summary>From the steps that have read to those that read next, between what stands before and what comes after.</summary>
    private sealed class Leap
    {
        private readonly ulong[] _chain;

        // For each group sixteen sets of bits: where each choice of its four steps leads.
        private readonly ulong[] _sets;

        internal Leap(ulong[] first, (int Bit, ulong[] To)[] steps)
        {
            var words = first.Length;
            (First, _chain) = (first, new ulong[words]);
            var apart = new List<(int Bit, ulong[] To)>();
            foreach (var (bit, to) in steps)
            {
                // A match may begin anywhere, so the first steps are open in any case.
                for (var i = 0; i < words; i++) to[i] &= ~first[i];
                var (word, mask) = ((bit + 1) >> 6, 1UL << ((bit + 1) & 63));
                if ((to[word] & mask) != 0) Set(_chain, bit);
                to[word] &= ~mask;
                if (Array.Exists(to, t => t != 0)) apart.Add((bit, to));
            }

            Groups = [.. apart.Select(s => s.Bit >> 2).Distinct()];
            _sets = new ulong[Groups.Length * 16 * words];
            foreach (var (bit, to) in apart)
            {
                var group = Array.IndexOf(Groups, bit >> 2) * 16;
                for (var choice = 0; choice < 16; choice++)
                {
                    if ((choice >> (bit & 3) & 1) == 0) continue;
                    for (var i = 0; i < words; i++) _sets[((group + choice) * words) + i] |= to[i];
                }
            }
        }

        /// <summary>What reads first in a match that begins here.</summary>
        internal ulong[] First { get; }

        /// <summary>The fours of steps of which some lead elsewhere than to the next.</summary>
        internal int[] Groups { get; }

        internal ulong Go(ulong read)
        {
            var open = First[0] | ((read & _chain[0]) << 1);
            for (var i = 0; i < Groups.Length; i++) open |= _sets[(i * 16) + ((int)(read >> (Groups[i] << 2)) & 15)];
            return open;
        }

        internal void Go(ReadOnlySpan<ulong> read, Span<ulong> open)
        {
            var carry = 0UL;
            for (var i = 0; i < open.Length; i++)
            {
                var kept = read[i] & _chain[i];
                open[i] = First[i] | (kept << 1) | carry;
                carry = kept >> 63;
            }

            for (var i = 0; i < Groups.Length; i++)
            {
                var choice = (int)(read[Groups[i] >> 4] >> ((Groups[i] & 15) << 2)) & 15;
                if (choice == 0) continue;
                var set = _sets.AsSpan(((i * 16) + choice) * open.Length, open.Length);
                for (var word = 0; word < set.Length; word++) open[word] |= set[word];
            }
        }
    }
}
