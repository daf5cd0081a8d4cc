// A fact's properties; a list is smaller on the wire than a map.
[f.id, f.name, f.fact, f.episodes, f.subject, startNode(f).type, f.object, endNode(f).type,
  f.validFrom, f.validTo, f.systemFrom, f.systemTo]
