// What a version of an episode must be: visible at its key's moment.
AND p.validFrom <= key.validTime AND key.validTime < p.validTo
AND p.systemFrom <= key.systemTime AND NOT p.systemFrom IN $dead
AND key.systemTime < CASE WHEN p.systemTo IN $dead THEN $openEnd ELSE p.systemTo END
