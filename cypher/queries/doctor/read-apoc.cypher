// The version of APOC; a syntax error where it is not there.
RETURN apoc.version() AS version
