using System.Text;

namespace OrderKernel.Channels;

/// <summary>
/// Finds words of tables that no record can tell: written out as a channel would write them and read again, they do not come back to their own row.
/// </summary>
internal static class LintWords
{
    public static IEnumerable<Finding> Of(ChannelProfile profile)
    {
        var sources = profile.Kinds.SelectMany(k => k.Statuses.Concat(k.Lines?.Statuses ?? []).Concat(k.Case?.Statuses ?? [])).ToList();
        foreach (var table in profile.Tables)
        {
            var readers = sources.Where(s => s.Table == table).ToList();
            if (readers.Count == 0) continue;
            foreach (var row in table.Rows)
            {
                if (!readers.Exists(s => ComesBack(profile, s.Field, table, row)))
                    yield return Finding.Of($"$.tables.{table.Name}.rows.{row.Word}", ChannelsCodes.WordUnreachable, ("word", row.Word));
            }
        }

        foreach (var (map, word) in profile.PartnerWords.Told)
        {
            if (!IsTold(profile, word, out var told) || !told.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(word)))
                yield return Finding.Of($"$.partnerWords.{map}.{word}", ChannelsCodes.WordUnreachable, ("word", word));
        }

        foreach (var word in profile.CarrierWords)
        {
            if (!IsTold(profile, word, out var told) || !profile.Carriers.TryGet(told, out _))
                yield return Finding.Of($"$.carriers.{word}", ChannelsCodes.WordUnreachable, ("word", word));
        }
    }

    private static bool ComesBack(ChannelProfile profile, FieldRule field, StatusTable table, StatusRow row)
    {
        for (FieldRule? rule = field; rule is not null; rule = rule.Otherwise)
        {
            // What is joined or cut may have been anything before.
            if (rule.Parts is not null || rule.Cut is not null) return true;
            if (!IsTold(profile, rule.Constant ?? row.Word, out var told)) continue;
            if (rule.NeedsText && rule.Constant is null) told = Encoding.UTF8.GetBytes(Cleaning.Apply(Encoding.UTF8.GetString(told), rule));
            if (table.TryGet(told, out var found) && ReferenceEquals(found, row)) return true;
        }

        return false;
    }

    // As the reader takes a value: without blanks at its ends, and none of the words that stand for nothing.
    private static bool IsTold(ChannelProfile profile, string word, out byte[] told)
    {
        told = Cleaning.Trim(Encoding.UTF8.GetBytes(word)).ToArray();
        return told.Length > 0 && !profile.Nulls.TryGet(told, out _);
    }
}
