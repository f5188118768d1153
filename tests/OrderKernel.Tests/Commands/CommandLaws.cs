using System.Text;

namespace OrderKernel.Tests.Commands;

// Fails when a command type has no codec, when a command that was written reads back as another one, when a field that is unknown or told twice goes unnoticed,
// when bytes make a reader throw, or when a command that was answered before an update has another fingerprint after it.
public class CommandLaws
{
    private static readonly (CommandFamily Family, Type Type)[] Commands = [.. CommandFamilies.All.SelectMany(f => f.Types.Select(t => (f, t)))];

    private static readonly OrderKey Key = new(TenantId.Of("t"), ChannelId.Of("c"), ShopId.Of("s"), OrderNumber.Of("n"));

    [Fact]
    public void Every_command_type_has_a_name_and_every_name_a_type() => Assert.All(CommandFamilies.All, family =>
    {
        var names = family.Types.Select(t => family.NameOf(CommandSampler.Seeded(1).Make(t))).ToList();
        Assert.Equal(family.Names, names.Order(StringComparer.Ordinal));
        Assert.All(names, n => Assert.Matches("^[a-z]+\\.[a-z]+(-[a-z]+)*$", n));
    });

    [Law(20_000, 400_000)]
    public bool What_is_written_reads_back_equal(Seed seed)
    {
        var (family, command) = Any(seed);
        var bytes = family.Write(command);
        return family.Read(bytes).TryGet(out var read, out _) && Equals(read, command) && family.Write(read).AsSpan().SequenceEqual(bytes);
    }

    [Law(5_000, 100_000)]
    public bool A_field_too_many_or_told_twice_is_refused_with_its_path(Seed seed)
    {
        var (family, command) = Any(seed);
        var json = Encoding.UTF8.GetString(family.Write(command));
        return Only(family.Read(Encoding.UTF8.GetBytes(json.Insert(1, "\"surplus\":1,"))), KernelCodes.DocumentPropertyUnknown, "$.surplus")
            && Only(family.Read(Encoding.UTF8.GetBytes(json.Insert(1, $"\"command\":\"{family.NameOf(command)}\","))), KernelCodes.DocumentPropertyDuplicate,
                "$.command");
    }

    [Law(20_000, 1_000_000)]
    public bool Changed_bytes_are_refused_or_read_and_never_throw(Seed seed, Seed at, byte to)
    {
        var (family, command) = Any(seed);
        var bytes = family.Write(command);
        bytes[at % bytes.Length] = to;
        return family.Read(bytes) is var read && (read.IsOk || read.Refusal!.Code == KernelCodes.CommandInvalid);
    }

    // The file was written by the code that fingerprinted commands before they had codecs; each third line is a saying in a role.
    [Fact]
    public void Order_commands_that_were_answered_before_still_match()
    {
        var codec = CommandFamilies.All[0];
        var pinned = File.ReadAllLines(Path.Combine(Here(), "order-fingerprints.txt"));
        var later = codec.Names.Where(n => !pinned.Any(line => line.Contains($"\"command\":\"{n}\"", StringComparison.Ordinal)));
        Assert.Equal(
            [
                "orders.confirm-shipment", "orders.fire-rule", "orders.note-rule-error", "orders.record-serials", "orders.record-write-back",
                "orders.release-withheld", "orders.return-serials", "orders.reverse-payment", "orders.tell-address", "orders.tell-content",
            ], later);
        Assert.Empty(pinned.Where((line, i) =>
        {
            var (fingerprint, json) = (line[..64], line[65..]);
            return codec.Fingerprint(Key, codec.Read(Encoding.UTF8.GetBytes(json)).ValueOrThrow(), i % 3 == 2 ? "agent 17000000000000000" : "") != fingerprint;
        }));
    }

    private static (CommandFamily Family, object Command) Any(int seed)
    {
        var (family, type) = Commands[seed % Commands.Length];
        return (family, CommandSampler.Seeded(seed).Make(type));
    }

    private static bool Only(Result<object> read, string code, string path) =>
        read.Refusal is { Code: KernelCodes.CommandInvalid, Reasons: [var reason] } && reason.Code == code && reason.Arguments[0] == new Argument("path", path);

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
