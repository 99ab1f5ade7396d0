import { describe, expect, it } from "vitest";
import { ModelCallError, type ModelCallErrorCode } from "../contracts/model-client.ts";
import { afterEndpointFailure, afterEndpointReply, type EndpointHealth, HEALTHY } from "./endpoint-health.ts";

function failed(
  health: EndpointHealth,
  code: ModelCallErrorCode,
  { httpStatus = null as number | null, wasProbe = false, isRefusedAlone = false, times = 1 } = {},
): EndpointHealth {
  let next = health;
  for (let time = 0; time < times; time += 1) {
    const error = new ModelCallError("m", { code, httpStatus });
    next = afterEndpointFailure(next, { error, wasProbe, isRefusedAlone, maxRetries: 3 });
  }
  return next;
}

const replied = afterEndpointReply(HEALTHY);

describe("an endpoint is given up", () => {
  it.each([
    { why: "a wrong key", code: "unauthorized" as const, httpStatus: 401, from: replied },
    { why: "an account without credit", code: "unauthorized" as const, httpStatus: 402, from: replied },
    { why: "a key that may do nothing", code: "unauthorized" as const, httpStatus: 403, from: HEALTHY },
    { why: "a wrong path or model name", code: "rejected" as const, httpStatus: 404, from: HEALTHY },
  ])("at the first answer that names $why", ({ code, httpStatus, from }) => {
    expect(failed(from, code, { httpStatus })).toMatchObject({ state: "given-up", reason: { code } });
  });

  it("for good: a late reply or failure changes nothing", () => {
    const givenUp = failed(HEALTHY, "unauthorized", { httpStatus: 401 });
    expect(afterEndpointReply(givenUp)).toBe(givenUp);
    expect(failed(givenUp, "server")).toBe(givenUp);
  });

  it("when more probes than maxRetries failed", () => {
    const probing = failed(HEALTHY, "network", { times: 10 });
    expect(failed(probing, "network", { wasProbe: true, times: 2 }).state).toBe("probing");
    expect(failed(probing, "network", { wasProbe: true, times: 3 }).state).toBe("given-up");
  });
});

describe("one request's failure says nothing about the endpoint", () => {
  it.each([
    { code: "rejected" as const, httpStatus: 400, from: HEALTHY },
    { code: "rejected" as const, httpStatus: 404, from: replied },
    { code: "unauthorized" as const, httpStatus: 403, from: replied },
    { code: "interrupted" as const, httpStatus: null, from: replied },
    { code: "rate-limited" as const, httpStatus: 429, from: replied },
  ])("$code $httpStatus, however often", ({ code, httpStatus, from }) => {
    expect(failed(from, code, { httpStatus, times: 100 }).state).toBe("well");
  });
});

describe("probing", () => {
  it.each(["network", "timeout", "server", "malformed"] as const)(
    "begins at the tenth %s failure in a row",
    (code) => {
      expect(failed(replied, code, { times: 9 }).state).toBe("well");
      expect(failed(replied, code, { times: 10 }).state).toBe("probing");
    },
  );

  it("does not begin when replies come in between", () => {
    let health = replied;
    for (let round = 0; round < 50; round += 1)
      health = afterEndpointReply(failed(health, "server", { times: 9 }));
    expect(health.state).toBe("well");
  });

  it("ignores failures of calls sent before it", () => {
    const probing = failed(replied, "network", { times: 10 });
    expect(failed(probing, "network", { wasProbe: false, times: 500 })).toBe(probing);
  });

  it("ends with the first reply", () => {
    expect(afterEndpointReply(failed(replied, "network", { times: 10 }))).toEqual(replied);
  });

  it("begins when a call is refused with nothing else in flight, and is then patient", () => {
    const probing = failed(replied, "rate-limited", { isRefusedAlone: true });
    expect(probing.state).toBe("probing");
    expect(failed(probing, "rate-limited", { wasProbe: true, times: 11 }).state).toBe("probing");
    expect(failed(probing, "rate-limited", { wasProbe: true, times: 12 }).state).toBe("given-up");
  });
});
