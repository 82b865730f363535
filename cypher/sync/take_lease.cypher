// name: take_lease
// Take the lease of the graph if nobody holds it or its time is over; whoever holds it then.
// mode: write
// params: token: str, holder: str, seconds: int
// returns: token: str, holder: str, since: str
MERGE (l:Lease {key: 'graph'})
WITH l, timestamp() AS now
SET l.holder = CASE WHEN coalesce(l.until, 0) < now THEN $holder ELSE l.holder END,
    l.since = CASE WHEN coalesce(l.until, 0) < now THEN toString(datetime()) ELSE l.since END,
    l.token = CASE WHEN coalesce(l.until, 0) < now THEN $token ELSE l.token END,
    l.until = CASE WHEN coalesce(l.until, 0) < now THEN now + $seconds * 1000 ELSE l.until END
RETURN l.token AS token, l.holder AS holder, l.since AS since
