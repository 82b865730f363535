// name: renew_lease
// Hold the lease on; no row when the token is not its holder's.
// mode: write
// params: token: str, seconds: int
// returns: token: str
MATCH (l:Lease {key: 'graph'})
WHERE l.token = $token
SET l.until = timestamp() + $seconds * 1000
RETURN l.token AS token
