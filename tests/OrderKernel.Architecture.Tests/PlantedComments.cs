namespace OrderKernel.Architecture.Tests;

/// <summary>Methods whose planted comments tell all, half and nothing; what the check of comments must find.</summary>
internal sealed class PlantedComments : IComparable<PlantedComments>
{
    public int Value => throw new InvalidOperationException();

    public static void Whole<T>(List<T>[] lists, out long count)
    {
        ArgumentNullException.ThrowIfNull(lists);
        count = lists.Length > 0 ? lists.Sum(l => (long)l.Count) : throw new ArgumentException("There is no list.", nameof(lists));
    }

    public static int Half(int said, int empty) => checked(said + empty);

    public static T Bare<T>(T item) => item;

    public static async Task LaterAsync(int ticks)
    {
        Check(ticks);
        await Task.Yield();
        Func<int> odd = () => ticks % 2 == 1 ? ticks : throw new FormatException();
        odd();
    }

    // What is documented where it is declared needs no word here.
    public int CompareTo(PlantedComments? other) => other is null ? 1 : 0;

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => 0;

    private static void Check(int ticks) => ArgumentOutOfRangeException.ThrowIfNegative(ticks);
}
