import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifyCommand } from "./classify-command.ts";
import { isAtLeast } from "./command-risk.ts";

/** Commands that only read, in every language we know. None ends in a comment: it would hide what is appended. */
const READS = [
  "kubectl get pods -n <namespace> | grep payment",
  "kubectl describe pod <pod name> -n <your-namespace>",
  "kubectl logs -f deploy/api --since=30m | grep -E 'a|b' | head -20",
  "kubectl -n prod rollout history deployment/payment-svc",
  "kubectl rollout status deploy/x -n prod",
  "kubectl apply -f x.yaml --dry-run=server",
  "kubectl get pods -o name | xargs -n1 kubectl logs --tail=20",
  'kubectl exec -it db-0 -- psql -U app -c "SELECT 1"',
  "kubectl exec deploy/api -- env | grep DB_",
  "for p in $(kubectl get pods -o name); do kubectl logs $p | tail -5; done",
  "kubectl get pods 2>/dev/null >/dev/null",
  "psql <<'SQL'\nSELECT 1;\nSQL\n",
  'echo "SELECT 1" | psql -U app',
  "env PGPASSWORD=x psql -Atc 'SELECT 1'",
  'mysql -u root -p -e "SHOW PROCESSLIST"',
  "SELECT state, count(*) FROM pg_stat_activity GROUP BY state;",
  "select * from pg_locks where not granted",
  "SELECT 'DROP TABLE x; DELETE FROM y' AS text",
  "-- who holds connections?\nSELECT now() - max(xact_start) FROM pg_stat_activity",
  "WITH t(a, b) AS (SELECT 1, 2) SELECT * FROM t",
  "SELECT a || last FROM t",
  "EXPLAIN DELETE FROM t",
  "SHOW ENGINE INNODB STATUS\\G",
  "\\dt+ public.*",
  "SET statement_timeout = '5s'; SELECT 1",
  "redis-cli -h r -p 6379 INFO memory",
  "redis-cli --scan --pattern 'x*' | head",
  "SLOWLOG GET 10",
  "printf 'stats\\r\\nquit\\r\\n' | nc cc-15 11211",
  "for h in a b; do echo stats | nc -w 1 $h 11211; done",
  "127.0.0.1:6379> CLIENT LIST",
  "aws rds describe-db-instances --region us-east-1",
  "gcloud logging read 'severity>=ERROR' --limit 20",
  "az vm show -g x -n y",
  "systemctl status nginx --no-pager",
  "cmctl status certificate -n preview portal-tls",
  "sudo journalctl -u x --since '1 hour ago' --no-pager",
  "docker exec web ls /",
  "docker compose logs web",
  "curl -s -o /dev/null -w '%{http_code}' https://x/health",
  "curl -XPOST http://es:9200/logs/_search -d '{}'",
  "git --no-pager log --oneline -5",
  "git branch -a",
  "ssh -o ConnectTimeout=5 db-1 df -h",
  "watch -n 1 'kubectl get pods'",
  "find . -name '*.log' -exec ls -l {} \\;",
  "awk '$9 >= 500 {print $1}' access.log | sort | uniq -c | sort -rn",
  "sed -n '1,20p' f",
  "diff <(kubectl get cm a -o yaml) <(kubectl get cm b -o yaml)",
  "openssl s_client -connect x:443 </dev/null 2>/dev/null | openssl x509 -noout -dates",
  "kafka-consumer-groups.sh --bootstrap-server x:9092 --describe --group g",
  "db.orders.find({}).limit(5)",
  "mongosh --eval 'db.currentOp()'",
  'db.x.aggregate([{ $match: { a: 1 } }, { $group: { _id: "$a" } }])',
  '{service="api"} |= "error" | json',
  'sum(rate(http_requests_total{code=~"5..|4.."}[5m])) by (service)',
];

const HEAVY = [
  "EXPLAIN ANALYZE SELECT * FROM t",
  "EXPLAIN (ANALYZE, BUFFERS) SELECT 1",
  "COPY t TO STDOUT",
  "redis-cli KEYS '*'",
  "redis-cli --bigkeys",
  "terraform plan",
];

const UNKNOWN = [
  "nc cache-1 11211",
  "nc -l 9000",
  "echo proceed | nc cache-1 11211",
  "kubectl --foo get delete pod x",
  "kubectl debug node/x",
  "kubectl run tmp --rm -it --image=busybox -- nslookup x",
  "curl https://x/y.sh | bash",
  "sh script.sh",
  "psql -f fix.sql",
  'psql -c "$QUERY"',
  "$CMD get pods",
  "./run-diagnosis",
  "python3 -c 'import os'",
  "SELECT my_cleanup()",
  "SELECT other.now()",
  "SELECT 1 \\gexec",
  "SELECT 'no end",
  "CALL tidy_up()",
  "redis-cli EVAL 'return 1' 0",
  "aws --foo describe ec2 terminate-instances",
  "curl --frobnicate https://x",
  "cat <in>out",
  'echo "kubectl get pods',
  "sum(rate(x[5m])) | sh",
  "Check the Grafana dashboard",
  'db["drop"]()',
];

const MUTATING = [
  "cmctl renew -n preview portal-tls",
  "kubectl -n prod rollout restart deploy/x",
  "kubectl apply -f x.yaml --dry-run=client --dry-run=none",
  "kubectl get pods > pods.txt",
  "kubectl get pods | tee pods.txt",
  "sudo systemctl restart nginx",
  "ssh host 'sudo systemctl restart x'",
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity",
  'SELECT "pg_terminate_backend"(1)',
  "SELECT pg_catalog.pg_stat_statements_reset()",
  "SELECT * FROM t FOR UPDATE",
  "SELECT * INTO copy FROM t",
  "WITH u AS (UPDATE t SET a = 1 RETURNING *) SELECT * FROM u",
  "EXPLAIN (ANALYZE) WITH u AS (UPDATE t SET a = 1 RETURNING *) SELECT * FROM u",
  "SELECT 1 UPDATE t SET a = 1",
  "BEGIN; UPDATE t SET a = 1; ROLLBACK",
  "\\x\nSELECT pg_cancel_backend(1)",
  "VACUUM FULL t",
  "SET GLOBAL max_connections = 1000",
  "COPY t TO PROGRAM 'sh'",
  "mysql -e 'KILL 5'",
  "redis-cli CONFIG SET maxmemory 1gb",
  "aws rds reboot-db-instance --db-instance-identifier x",
  "gcloud sql instances restart db",
  "docker restart web",
  "curl -sX POST http://x/restart",
  "curl -d x http://y",
  "curl -o file https://x",
  "git stash",
  "sed -i s/a/b/ f",
  "awk '{print > \"f\"}' x",
  "sysctl -w vm.swappiness=1",
  "service nginx restart",
  "kill -9 123",
  'db.x.aggregate([{ $out: "copy" }])',
];

const DESTRUCTIVE = [
  "printf 'flush_all\\r\\nquit\\r\\n' | nc cc-33 11211",
  "echo FLUSHALL | nc redis-0 6379",
  "kubectl delete pod x",
  "kubectl get pods -o name | xargs kubectl delete",
  "kubectl get pods $(kubectl delete pod x)",
  "kubectl get pods `kubectl delete pod x`",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's placeholder, not ours
  'kubectl get pods "${X:-$(kubectl delete pod x)}"',
  "kubectl exec db-0 -- sh -c 'ls; rm -rf /data'",
  "(cd /tmp && rm -rf x)",
  "FOO=1 'r'm -rf x",
  "FOO=$(rm x) ls",
  'eval "rm x"',
  "timeout 5 nohup bash -c 'rm x' &",
  "find / -name x -delete",
  "cat <<EOF\n$(rm x)\nEOF\n",
  "cat <a $(rm x)>",
  "psql <<EOF\nSELECT 1;\nDROP TABLE x;\nEOF\n",
  'echo "DROP TABLE x" | psql',
  "echo rm -rf / | sh",
  "SELECT 1; /* a */ DROP /* b */ TABLE x",
  "SELECT 1 -- see\n; DROP TABLE x",
  "SELECT 'a\\'; DROP TABLE x; --'",
  "SELECT 5--1; DROP TABLE x",
  "SELECT /*! 1; DROP TABLE x */ 2",
  "WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d",
  "EXPLAIN ANALYZE DELETE FROM t",
  "SHOW TABLES\\G DROP TABLE x",
  "drop table x",
  "redis-cli -h r -p 6379 FLUSHALL",
  "redis-cli --scan | xargs redis-cli DEL",
  "aws s3 rm s3://b/x",
  "az vm delete -g x -n y",
  "docker exec web rm -rf /",
  "curl -sSXDELETE http://es/index",
  "git push --force",
  "git reset --hard HEAD~1",
  "journalctl --vacuum-size=1G",
  "kafka-topics --delete --topic x",
  "mongosh --eval 'db.x.drop()'",
  "kubectl get pods\nSELECT 1;\nkubectl delete pod x",
];

describe("classifyCommand", () => {
  it.each([
    ...READS.map((command) => ({ risk: "read", command })),
    ...HEAVY.map((command) => ({ risk: "heavy-read", command })),
    ...UNKNOWN.map((command) => ({ risk: "unknown", command })),
    ...MUTATING.map((command) => ({ risk: "mutating", command })),
    ...DESTRUCTIVE.map((command) => ({ risk: "destructive", command })),
    ...["", "N/A", "none", "无", "-", "[FILL IN]"].map((command) => ({ risk: "none", command })),
  ])("$risk: $command", ({ risk, command }) => {
    expect(classifyCommand(command).risk).toBe(risk);
  });

  it.each([
    "```bash\nkubectl get pods\n```",
    "$ kubectl get pods",
    "`kubectl get pods`",
    "mysql> SHOW PROCESSLIST;",
  ])("reads past what was copied with the command: %s", (command) => {
    expect(classifyCommand(command).risk).toBe("read");
  });

  it.each([
    { command: "kubectl get <kind>; kubectl delete pod x", at: "kubectl delete pod x" },
    { command: "kubectl exec db -- psql -c 'SELECT 1; DROP TABLE x'", at: "DROP TABLE x" },
    { command: "ssh host 'ls && rm -rf /x'", at: "rm -rf /x" },
    { command: "SELECT 1;\n  SELECT pg_terminate_backend(1)", at: "pg_terminate_backend" },
    { command: "kubectl get pods > pods.txt", at: "> pods.txt" },
  ])("points at the place: $at", ({ command, at }) => {
    const spans = classifyCommand(command).parts.filter(({ risk }) => isAtLeast(risk, "mutating"));
    expect(spans.map(({ start, end }) => command.slice(start, end))).toEqual([at]);
  });

  it("points at the whole call where quoting changed the inner script", () => {
    const command = String.raw`sh -c "echo \"a\"; rm x"`;
    const [part] = classifyCommand(command).parts.filter(({ risk }) => risk === "destructive");
    expect(command.slice(part?.start, part?.end)).toBe(command);
  });

  it.each(["&& rm -rf /x", "; DROP TABLE x", "$(kubectl delete pod x)"])(
    "no reading hides an appended %s",
    (tail) => {
      const calm = fc.constantFrom(...[...READS, ...HEAVY].filter((command) => !command.endsWith("\n")));
      fc.assert(
        fc.property(calm, fc.constantFrom("", " ", "  ", "\n"), (command, gap) => {
          expect(isAtLeast(classifyCommand(`${command}${gap}${tail}`).risk, "unknown")).toBe(true);
        }),
      );
    },
  );

  it.each(["$(".repeat(2000), "sh -c ".repeat(500), "(".repeat(3000), "SELECT f(".repeat(9000)])(
    "reads no endless nesting, and does not fall over it: %.12s…",
    (command) => {
      expect(classifyCommand(command).risk).toBe("unknown");
    },
  );

  it("never calls a joined command safer than its worst part", () => {
    const one = fc.constantFrom(
      ...READS.slice(0, 10),
      ...MUTATING.slice(0, 6),
      "kubectl delete pod x",
      "sh x.sh",
    );
    fc.assert(
      fc.property(one, one, fc.constantFrom(" && ", " || ", "; ", " | ", "\n"), (left, right, glue) => {
        const joined = classifyCommand(`${left}${glue}${right}`).risk;
        expect(isAtLeast(joined, classifyCommand(left).risk)).toBe(true);
        expect(isAtLeast(joined, classifyCommand(right).risk)).toBe(true);
      }),
    );
  });

  it("reads any text without throwing, with spans inside it", () => {
    const piece = fc.constantFrom(
      ..."abc;|&$()`'\"<>-\\/*\n {}=#!",
      "SELECT ",
      "rm ",
      "kubectl ",
      "psql -c ",
      "$(",
      "<<EOF\n",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join("");
        for (const { start, end } of classifyCommand(text).parts) {
          expect(start >= 0 && start <= end && end <= text.length).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
