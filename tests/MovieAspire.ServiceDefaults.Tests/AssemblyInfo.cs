// Activities are heard by every listener of the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
