// Drops nothing: the indexes may have been Graphiti's own.
