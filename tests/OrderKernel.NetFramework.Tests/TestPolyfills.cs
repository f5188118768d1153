// What the linked tests ask of the framework and net472 lacks. Each does what its namesake does, for the arguments that the tests use.
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;

namespace System.Collections.Generic
{
    internal static class KeyValuePair
    {
        public static KeyValuePair<TKey, TValue> Create<TKey, TValue>(TKey key, TValue value) => new(key, value);
    }
}

namespace System
{
    internal static class TestPolyfills
    {
        extension(Enum)
        {
            public static T[] GetValues<T>() where T : struct, Enum => (T[])Enum.GetValues(typeof(T));
            public static T Parse<T>(string name) where T : struct, Enum => (T)Enum.Parse(typeof(T), name);
            public static bool IsDefined<T>(T value) where T : struct, Enum => Enum.IsDefined(typeof(T), value);
        }

        extension(char)
        {
            public static bool IsAsciiDigit(char c) => c is >= '0' and <= '9';
        }

        extension(Convert)
        {
            public static byte[] FromHexString(string text) =>
                [.. Enumerable.Range(0, text.Length / 2)
                    .Select(i => byte.Parse(text.Substring(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];
        }

        extension(Directory)
        {
            public static DirectoryInfo CreateTempSubdirectory(string prefix) =>
                Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), prefix + Path.GetRandomFileName()));
        }

        extension(string text)
        {
            public static string Create(IFormatProvider provider, FormattableString format) => format.ToString(provider);

            public int GetHashCode(StringComparison comparison) => Ordinal(comparison, text.GetHashCode());
            public string Replace(string old, string with, StringComparison comparison) => Ordinal(comparison, text.Replace(old, with));
            public string ReplaceLineEndings(string with) => Regex.Replace(text, "\r\n|[\r\n\f\u0085\u2028\u2029]", with);
            public string[] Split(char separator, StringSplitOptions options) => text.Split([separator], options);
            public string[] Split(char separator, int count) => text.Split([separator], count);

            /// <summary>The code points; a surrogate without its partner counts as one.</summary>
            public IEnumerable<int> EnumerateRunes()
            {
                for (var i = 0; i < text.Length; i++) yield return char.IsSurrogatePair(text, i) ? char.ConvertToUtf32(text, i++) : text[i];
            }
        }

        extension(StringBuilder text)
        {
            public StringBuilder Append(IFormatProvider provider, FormattableString format) => text.Append(format.ToString(provider));
            public StringBuilder AppendJoin(string separator, IEnumerable<string> parts) => text.Append(string.Join(separator, parts));
        }

        extension(Encoding encoding)
        {
            public string GetString(ReadOnlySpan<byte> bytes) => encoding.GetString(bytes.ToArray());
        }

        extension(MatchCollection matches)
        {
            public IEnumerable<T> Select<T>(Func<Match, T> map) => matches.Cast<Match>().Select(map);
        }

        extension(Random random)
        {
            public void Shuffle<T>(T[] items)
            {
                for (var i = 0; i < items.Length - 1; i++)
                {
                    var other = random.Next(i, items.Length);
                    (items[i], items[other]) = (items[other], items[i]);
                }
            }
        }

        extension<T>(Stack<T> stack)
        {
            public bool TryPop([Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T item)
            {
                item = stack.Count > 0 ? stack.Pop() : default;
                return item is not null;
            }
        }

        extension<TKey, TValue>(Dictionary<TKey, TValue> map) where TKey : notnull
        {
            public TValue? GetValueOrDefault(TKey key) => map.TryGetValue(key, out var value) ? value : default;

            public bool Remove(TKey key, [Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value) =>
                map.TryGetValue(key, out value) && map.Remove(key);
        }

        extension<T>(IEnumerable<T> items)
        {
            public IOrderedEnumerable<T> Order() => items.OrderBy(i => i);
            public IOrderedEnumerable<T> Order(IComparer<T> comparer) => items.OrderBy(i => i, comparer);
            public T MinBy<TKey>(Func<T, TKey> key) => items.OrderBy(key).First();
        }

        // Over an array the compiler would take the span's method of the same name, which turns the array itself and gives nothing.
        extension<T>(T[] items)
        {
            public IEnumerable<T> Reverse() => Enumerable.Reverse(items);
            public IEnumerable<(T First, TOther Second)> Zip<TOther>(IEnumerable<TOther> others) => items.Zip(others, (a, b) => (a, b));
        }

        private static T Ordinal<T>(StringComparison comparison, T answer) =>
            comparison == StringComparison.Ordinal ? answer : throw new NotSupportedException();
    }
}
