import { useContext, useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { Notice } from "../features/link/Notice";
import { RoomScreen } from "../features/room/RoomScreen";
import { useRoomTitle } from "../features/room/useRoomTitle";
import { openLink } from "../models/openLink";
import { RoomSession } from "../models/roomSession";
import { PartsContext } from "./parts";

/** `/live#<link>`: the link stays in the fragment, which no server and no referrer ever sees. */
export default function Live() {
  const { t } = useTranslation();
  const { hash } = useLocation();
  const link = hash.slice(1);
  if (link === "") {
    return (
      <Notice title={t("refused.noLink.title")}>
        <p>{t("refused.noLink.text")}</p>
      </Notice>
    );
  }
  return <Visit key={link} link={link} />;
}

function Visit({ link }: { link: string }) {
  const makeParts = useContext(PartsContext);
  const [session] = useState(
    () => new RoomSession({ ...makeParts(), open: (language, signal) => openLink(link, language, signal) }),
  );
  const view = useSyncExternalStore(session.subscribe, session.view);
  useEffect(() => {
    session.start();
    return () => session.dispose();
  }, [session]);
  useRoomTitle(view.room, view.phase.kind === "inRoom", view.mic);
  return <RoomScreen view={view} actions={session} />;
}
