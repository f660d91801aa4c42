import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { WebAuthnJson } from "../../api/calls";
import { keys } from "../../api/keys";
import { isProblem } from "../../api/problem";
import { systemOf } from "../../models/agent";
import { askPasskey, createPasskey, passkeysWork } from "../../models/passkeys";
import { useCalls, useMe } from "../session/session";

/** Makes a passkey for the person signed in, named after the system it lives on. */
export function useNewPasskey(onDone: () => void) {
  const { t } = useTranslation();
  const calls = useCalls();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { requestId, options } = await calls.me.challengeNewPasskey();
      const credential = await createPasskey(options);
      return calls.me.addPasskey({
        requestId,
        name: systemOf(navigator.userAgent) ?? t("passkey.thisDevice"),
        credential,
      });
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.me });
      onDone();
    },
  });
}

/** Signs in with a passkey; with a signal the browser offers it inside the e-mail field. */
export function useAskPasskey() {
  const calls = useCalls();
  return async (signal?: AbortSignal) => {
    const { requestId, ...rest } = await calls.identity.challengePasskey();
    const options = (rest.options ?? rest) as WebAuthnJson;
    return calls.identity.signInWithPasskey(requestId, await askPasskey(options, signal));
  };
}

/** Whether passkeys are of use here: the browser has them, and the server does not say that it knows none. */
export function usePasskeysHere(): boolean {
  const calls = useCalls();
  const signedIn = useMe().kind === "signedIn";
  const works = passkeysWork();
  const asked = useQuery({
    queryKey: ["passkeys-here", signedIn],
    queryFn: async () => {
      try {
        await (signedIn ? calls.me.passkeys() : calls.identity.challengePasskey());
        return true;
      } catch (error) {
        return !isProblem(error, "not-found");
      }
    },
    enabled: works,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return works && asked.data !== false;
}
