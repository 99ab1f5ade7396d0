/**
 * The triage report's JSON, drawn for a reader: every key in its place, each value saying what belongs
 * there. For endpoints that cannot be held to a schema. A test keeps it true to the schema.
 */
export const REPORT_SHAPE = `{
  "summary": "what is broken, for whom, since when, and the most likely cause",
  "severity": "SEV1 | SEV2 | SEV3 | SEV4",
  "severityReasoning": "why this severity and not the next one up or down",
  "hypotheses": [
    {
      "cause": "the cause in one or two sentences",
      "confidence": "high | medium | low",
      "evidence": ["one observation from the incident text"]
    }
  ],
  "checklist": [
    { "step": "what to find out", "command": "one command or query", "expected": "what confirms or refutes it" }
  ],
  "mitigations": [
    { "action": "what to do", "risk": "what it can break", "rollback": "how to undo it" }
  ],
  "customerImpact": "what customers see",
  "postmortem": {
    "summary": "",
    "timeline": [{ "time": "HH:MM UTC", "event": "" }],
    "impact": "",
    "rootCause": "",
    "detection": "",
    "response": "",
    "wentWell": [""],
    "wentPoorly": [""],
    "actionItems": [""]
  },
  "followUps": [{ "priority": "P0 | P1 | P2", "action": "", "owner": "a team" }]
}`;
