namespace OrderKernel.Rules;

/// <summary>What is known of guards without any facts at hand. 0 is unset.</summary>
public enum GuardAnswer
{
    /// <summary>It is so.</summary>
    Yes = 1,

    /// <summary>It is not so.</summary>
    No = 2,

    /// <summary>Undecided: the guards compute what is not followed, or looking at all cases is too much.</summary>
    Unknown = 3,
}
