// name: renew_lease
// Hold the lease on; no row when the token is not its holder's. It keeps the mark of the transaction
// that held it on last. Whether that was this one already: what asks again was done.
// mode: write
// params: token: str, seconds: int, mark: str
// returns: done: bool
MATCH (l:Lease {key: 'graph'})
WHERE l.token = $token
WITH l, coalesce(l.mark = $mark, false) AS done
SET l.until = timestamp() + $seconds * 1000, l.mark = $mark
RETURN done
