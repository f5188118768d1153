namespace OrderKernel.Rules.Evaluation;

/// <summary>What a condition is on some facts.</summary>
internal enum Truth : byte
{
    False,
    True,

    /// <summary>It errs: the evaluator has to be asked for which error, and where.</summary>
    Errs,
}
