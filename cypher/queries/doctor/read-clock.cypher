// The server's clock, in ms since 1970.
RETURN datetime.realtime().epochMillis AS millis
