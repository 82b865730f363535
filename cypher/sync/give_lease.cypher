// name: give_lease
// Give the lease back.
// mode: write
// params: token: str
MATCH (l:Lease {key: 'graph'})
WHERE l.token = $token
SET l.until = 0, l.token = ''
