// What a version of a fact must be: within the bounds of its key on both axes, and let through by the filter.
AND f.validFrom <= key.validTime AND key.validAfter < f.validTo
AND f.systemFrom <= key.systemTime AND NOT f.systemFrom IN $dead
AND key.systemAfter < CASE WHEN f.systemTo IN $dead THEN $openEnd ELSE f.systemTo END
AND ($names IS NULL OR f.name IN $names)
// filter
