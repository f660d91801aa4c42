import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "../../api/keys";
import type { Me } from "../../api/types";
import type { Recording } from "../../models/recorder";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { useToasts } from "../../ui/Toasts";
import { Player } from "../recorder/Player";
import { Recorder } from "../recorder/Recorder";
import { useCalls } from "../session/session";
import { FormProblem } from "../states/Failed";

const maxSeconds = 30;

/** A word about oneself in one's own voice: record, listen, keep; or hear what is kept, and remove it. */
export function Introduction({ me }: { me: Me }) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  const toasts = useToasts();
  const [recording, setRecording] = useState<Recording | null>(null);
  const [anew, setAnew] = useState(false);
  const changed = async (text: string) => {
    await queries.invalidateQueries({ queryKey: keys.me });
    setRecording(null);
    setAnew(false);
    toasts.show({ text });
  };
  const keep = useMutation({
    mutationFn: (file: Blob) => calls.me.introduce(file),
    onSuccess: () => changed(t("waiting.introductionKept")),
  });
  const remove = useMutation({
    mutationFn: () => calls.me.forgetIntroduction(),
    onSuccess: () => changed(t("waiting.introductionRemoved")),
  });
  const kept = me.introductionUrl && !anew ? me.introductionUrl : null;
  return (
    <Card title={t("waiting.introduce")} text={t("waiting.introduceText")}>
      {kept ? (
        <Player src={kept} label={t("waiting.introduced")} />
      ) : (
        <Recorder maxSeconds={maxSeconds} prompt={t("waiting.introducePrompt")} onChange={setRecording} />
      )}
      <FormProblem error={keep.error ?? remove.error} />
      {kept ? (
        <div>
          <Button look="quiet" onClick={() => setAnew(true)}>
            {t("recorder.again")}
          </Button>
          <Button look="leaving" aria-busy={remove.isPending} onClick={() => remove.mutate()}>
            {t("common.remove")}
          </Button>
        </div>
      ) : recording ? (
        <div>
          <Button look="primary" aria-busy={keep.isPending} onClick={() => keep.mutate(recording.file)}>
            {t("waiting.saveIntroduction")}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}
