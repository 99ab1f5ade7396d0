import type { PastIncident } from "../contracts/past-incident.ts";
import type { ReadRecord } from "../incidents/read-incident-file.ts";
import { createRandom } from "../statistics/random.ts";

const SERVICES =
  "payment order catalog search auth media ledger notification gateway profile cart pricing".split(" ");
const THINGS_EN =
  "connection pool,cache,certificate,consumer group,disk,memory,index,resolver,feature flag,scheduler,replica,queue,token,quota,image registry,load balancer".split(
    ",",
  );
const FAILURES_EN =
  "exhausted,expired,full,leaking,missing,misconfigured,lagging,unreachable,overloaded,corrupted,throttled,deadlocked,restarting,stale,skewed,rejected".split(
    ",",
  );
const CAUSES_EN =
  "after a deploy,after a configuration push,during a traffic spike,after a failover,because of a batch job,after a schema migration,after an upgrade,during a backup".split(
    ",",
  );
const THINGS_ZH =
  "连接池,缓存,证书,消费组,磁盘,内存,索引,域名解析,配置中心,定时任务,从库,消息队列,令牌,配额,镜像仓库,负载均衡".split(
    ",",
  );
const FAILURES_ZH =
  "耗尽,过期,写满,泄漏,缺失,配置错误,积压,不可达,过载,损坏,限流,死锁,反复重启,失效,漂移,拒绝请求".split(",");
const CAUSES_ZH = "上线后,推送配置后,流量突增时,主从切换后,批处理任务导致,表结构变更后,升级后,备份期间".split(
  ",",
);

const BODY_LENGTH = 1700;

/** Invented incidents of about 2 KB, half English and half Chinese. The same seed gives the same ones. */
export async function* generateIncidents(count: number, seed: number): AsyncGenerator<ReadRecord> {
  const random = createRandom(seed);
  const pick = (list: readonly string[]) => list[random.below(list.length)] ?? "";
  const word = () => random.below(36 ** 5).toString(36);
  for (let index = 0; index < count; index += 1) {
    const service = `${pick(SERVICES)}-svc`;
    const isEnglish = index % 2 === 0;
    const tell = isEnglish
      ? () => `${service} ${pick(THINGS_EN)} ${pick(FAILURES_EN)} ${pick(CAUSES_EN)}`
      : () => `${service} ${pick(CAUSES_ZH)}${pick(THINGS_ZH)}${pick(FAILURES_ZH)}`;
    const details = `${tell()}, ${tell()}; host ${word()}-${word()} error ${word()}`;
    const incident: PastIncident = {
      id: `GEN-${index}`,
      kind: "example",
      title: tell(),
      service,
      symptoms: details,
      summary: `${details} `.repeat(Math.ceil(BODY_LENGTH / details.length)).slice(0, BODY_LENGTH),
      rootCause: tell(),
      severity: "SEV2",
      startedAt: new Date(Date.UTC(2020, 0, 1) + index * 600_000).toISOString(),
      resolvedAt: null,
      links: [],
    };
    yield { ok: true, incident };
  }
}
