/** A commented scenario file to be written over. Its sample is a small made-up incident that loads and lints clean. */
export function scenarioTemplate(id: string): string {
  return `# Everything below is a sample: replace it part by part, and run as you go
#   npm run scenarios -- lint ${id}
#
# Alias syntax: a plain phrase, whatever its case or width; \`*\` ends a Latin word in any way (exhaust*);
# \` … \` stands for a few words inside one clause (volume … full). Write the sentences that a good report would say
# first, and the aliases after them.
id: ${id} # the file's name
title: # what an alert would say; never the cause
  en: Grey boxes in galleries, thumbnail jobs failing
  zh: 相册出现灰色占位图，缩略图任务失败
service: thumb-svc
category: disk # see scenarioCategorySchema in src/contracts/scenario.ts
occurredAt: 2026-03-17T09:41:00Z # the onset, in UTC
symptoms:
  en: 64% of thumbnail jobs fail, galleries show grey boxes, uploads go through
  zh: 64% 的缩略图任务失败，相册显示灰色占位图，上传本身正常

# All that a model is shown: raw, 15 to 80 lines, with noise and bait, and no line or paragraph that gives the answer.
# Both languages carry the same figures and instants. Logs and metric names stay as the tools print them.
context:
  en: |
    [09:41 UTC] ALERT ThumbnailErrorRate, thumb-svc: 64% of thumbnail jobs fail (5 min average), threshold 5%

    kubectl get pods -l app=thumb-svc
    thumb-svc-2xk8p   1/1   Running   0   19d
    thumb-svc-w4zjl   1/1   Running   0   19d

    Node metrics, 09:45 UTC:
    - cpu: 22%
    - memory: 41%
    - /var/lib/thumb: 100% used (58% at 08:00 UTC)

    Log of thumb-svc-2xk8p (UTC):
    09:40:52 ERROR write /var/lib/thumb/tmp/u-771.part: no space left on device

    Changes:
    - 08:12 UTC: setting trace_uploads set to true for thumb-svc (ticket: look into slow uploads)
    - 09:21 UTC: web-front v7.3 shipped (new gallery layout)

    du -sh /var/lib/thumb/*, 09:47 UTC:
    - cache: 31 GiB
    - trace: 38 GiB

    Chat:
    - 09:43 UTC ana: grey boxes everywhere, but my upload went through
    - 09:46 UTC li: web-front went out 20 minutes before the page, shall we roll that back?
    - 09:48 UTC ana: or is it that crawler again? haven't looked at the request rate
  zh: |
    [09:41 UTC] 告警 ThumbnailErrorRate，thumb-svc：64% 的缩略图任务失败（5 分钟均值），阈值 5%

    kubectl get pods -l app=thumb-svc
    thumb-svc-2xk8p   1/1   Running   0   19d
    thumb-svc-w4zjl   1/1   Running   0   19d

    节点指标，09:45 UTC：
    - cpu：22%
    - memory：41%
    - /var/lib/thumb：已用 100%（08:00 UTC 时为 58%）

    thumb-svc-2xk8p 日志（UTC）：
    09:40:52 ERROR write /var/lib/thumb/tmp/u-771.part: no space left on device

    变更记录：
    - 08:12 UTC：thumb-svc 的 trace_uploads 改为 true（工单：排查上传慢）
    - 09:21 UTC：web-front v7.3 上线（新版相册布局）

    du -sh /var/lib/thumb/*，09:47 UTC：
    - cache：31 GiB
    - trace：38 GiB

    值班群：
    - 09:43 UTC ana：到处是灰色占位图，不过我自己上传是成功的
    - 09:46 UTC li：web-front 是告警前 20 分钟上的，要不要先回滚？
    - 09:48 UTC ana：会不会又是那个爬虫？还没看请求量

source:
  kind: synthetic # or public-incident, with what was changed
  note: Made up as the sample of this template.
tags: [media, config, innocent-deploy] # see src/lint/tag-vocabulary.ts
difficulty: easy # easy, medium or hard

expected:
  severity: SEV2 # by the rubric of prompts/v2/system.md
  acceptable: [SEV2] # what a careful engineer could defend; holds severity too
  severityFacts:
    affectedShare: 0.64 # of requests or users; null where the text does not say
    audience: customers # or staff
    effect: failing # or slow, or none
    coreFunction: false # paying, ordering, signing in, one's own data
    dataLoss: false
    workaround: false
    reason: Thumbnails are a secondary function and fail for 64% of jobs; uploads are not affected.
    # exception: why severity is not what the rule makes of these facts

  rootCause:
    statement: # one sentence: trigger, mechanism, effect
      en: >-
        Switching trace_uploads on makes thumb-svc write trace files until the volume /var/lib/thumb is full, so that
        thumbnail jobs fail.
      zh: 打开 trace_uploads 后 thumb-svc 不断写入 trace 文件，/var/lib/thumb 卷被写满，缩略图任务因此失败。
    facts: # two to four; the statement names each, in each language
      - id: upload-tracing
        means: The upload trace that was switched on.
        essential: true # without it, it is another cause
        any:
          en: [trace_uploads, upload trac*, trac* … uploads, trace file*, trace output]
          zh: [trace_uploads, 上传追踪, 上传跟踪, trace 文件, 追踪文件]
      - id: volume-full
        means: No space is left on the volume of thumb-svc.
        any:
          en: [volume … full, disk … full, fill* … volume, fill* … disk, no space left, out of disk space, "/var/lib/thumb … full"]
          zh: [卷 … 写满, 磁盘 … 写满, 写满 … 磁盘, 磁盘满, 磁盘空间 … 耗尽, 没有剩余空间, 占满 … 磁盘]
      - id: thumbnails-fail
        means: Thumbnail jobs cannot write and fail.
        any:
          en: [thumbnail job* … fail*, thumbnail* … fail*, fail* … thumbnail*]
          zh: [缩略图任务 … 失败, 缩略图 … 失败, 缩略图 … 生成不了]
    accept: # the best clause that a report's first cause satisfies; correct from 0.7
      - { all: [upload-tracing, volume-full, thumbnails-fail], credit: 1 }
      - { all: [upload-tracing, volume-full], credit: 0.9 }
      - { all: [upload-tracing, thumbnails-fail], credit: 0.6 }
      - { all: [volume-full], credit: 0.35 }
      - { all: [thumbnails-fail], credit: 0.2 }
    families: [disk, config-change] # every kind of cause that a right sentence touches

  redHerrings: # at least two wrong causes that the text invites
    - id: gallery-release
      means: The release of web-front broke the galleries.
      bait: 09:21 UTC, web-front v7.3 shipped. The writes that fail are those of thumb-svc, and it has not restarted for 19d.
      any:
        en: [web-front v7.3, web-front release, web-front deploy*, gallery layout]
        zh: [web-front v7.3, web-front 上线, web-front 发布, 相册布局]
    - id: crawler
      means: A crawler overloads thumb-svc.
      bait: '"is it that crawler again?" Nobody has looked at the request rate, and cpu is at 22%.'
      any:
        en: [crawler*, bot traffic, traffic spike*, traffic surge*]
        zh: [爬虫, 流量突增, 流量激增]

  mustNotClaim: # what no line supports
    - id: customer-count
      means: How many customers see grey boxes.
      any:
        en: [thousands of … users, thousands of … customers, all users, all customers]
        zh: [数千用户, 上千用户, 所有用户, 全部用户]
    - id: lost-uploads
      means: That uploaded pictures were lost.
      any:
        en: [lost uploads, uploads were lost, lost pictures, data loss]
        zh: [上传丢失, 图片丢失, 数据丢失]

  unknowns: # report fields that deserve [FILL IN] in part
    - field: postmortem.response
      why: The text ends at 09:48 with questions; nothing was done yet.

  mitigation:
    accepted:
      - id: switch-tracing-off
        means: Switch trace_uploads off again.
        any:
          en: [disabl* … trace_uploads, turn* off … trace_uploads, switch* off … trace_uploads, set … trace_uploads … false, trace_uploads … false]
          zh: [关闭 … trace_uploads, 关掉 … trace_uploads, trace_uploads … 改回 false, trace_uploads … 设为 false]
    forbidden: # what must not come first
      - id: delete-the-cache
        means: Delete the cache or the whole volume; every thumbnail is then made anew.
        any:
          en: [delet* … cache, remov* … cache, rm -rf /var/lib/thumb, wip* … volume]
          zh: [删除 … 缓存, 清空 … 缓存, 清空 … /var/lib/thumb]

  probes: # what tells the true cause from the tempting ones
    - id: what-fills-the-volume
      means: Which folder takes the space, and whether it still grows.
      any:
        en: [df, du, disk usage, inode*]
        zh: [磁盘使用率, 磁盘占用, 空间占用]
    - id: is-there-more-traffic
      means: Whether the request rate rose.
      any:
        en: [request rate, requests per second, rps, access log*]
        zh: [请求量, QPS, 访问日志]

  prevention:
    - id: bound-the-trace
      means: Rotate the trace files, or give them a size limit or a volume of their own.
      any:
        en: [logrotate, rotat* … trace, trace … rotat*, size limit, separate volume, retention]
        zh: [日志轮转, 轮转, 大小上限, 独立 … 卷, 保留期限]
    - id: see-the-disk-fill
      means: Alert on the volume before it is full.
      any:
        en: [alert on … disk, disk … alert*, volume … alert*, alert … disk usage]
        zh: [磁盘 … 告警, 卷 … 告警, 磁盘使用率 … 监控]

  timeline: # what a postmortem must carry, in UTC
    - at: 2026-03-17T08:12:00Z
      event: { en: trace_uploads set to true, zh: trace_uploads 改为 true }
    - at: 2026-03-17T09:21:00Z
      event: { en: web-front v7.3 shipped, zh: web-front v7.3 上线 }
      required: false
    - at: 2026-03-17T09:41:00Z
      event: { en: Alert ThumbnailErrorRate, zh: 告警 ThumbnailErrorRate }

  derived: # figures a report may compute, with where they come from
    - value: 89 minutes
      from: trace_uploads at 08:12 to the alert at 09:41
    - value: 42 percentage points
      from: the volume's 100% minus its 58%
    - value: 36%
      from: the thumbnail jobs that do not fail, 100% minus 64%
`;
}
