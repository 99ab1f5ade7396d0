import type { Recording } from "../../contracts/recording.ts";
import { visible } from "../../reports/printable.ts";
import { CopyButton } from "./copy-button.tsx";

/** The reply character for character, and what was asked for it. */
export function RawView({
  recording: { reply, request },
  isBlind,
}: {
  recording: Recording;
  isBlind: boolean;
}) {
  return (
    <section class="raw" aria-label="Raw reply and request">
      <details>
        <summary>Raw reply</summary>
        <RawText text={reply.text} what="raw reply" />
      </details>
      {!isBlind && (
        <details>
          <summary>Raw request</summary>
          <RawText
            text={JSON.stringify({ model: request.model, ...request.parameters }, null, 2)}
            what="parameters"
          />
          {request.messages.map(({ role, content }) => (
            <section key={role}>
              <h3>{role}</h3>
              <RawText text={content} what={`${role} message`} />
            </section>
          ))}
        </details>
      )}
    </section>
  );
}

function RawText({ text, what }: { text: string; what: string }) {
  return (
    <div class="command">
      <pre>{visible(text)}</pre>
      <CopyButton text={text} what={what} />
    </div>
  );
}
