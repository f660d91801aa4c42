import { hatsOf } from "../../models/hat";
import { showOf } from "../../models/show";
import type { VisitProps } from "../room/VisitScreen";
import styles from "./Show.module.css";
import { usePairWords } from "./words";

/** Who is asked here, as what they speak, and who asks. */
export function PairLine({ view }: Pick<VisitProps, "view">) {
  const words = usePairWords();
  const show = showOf(view.parts);
  if (show === null || (!show.expert && !show.interviewer)) return null;
  const as = (show.expert && hatsOf(view.parts).worn[show.expert.id]?.words) ?? "";
  return <p className={styles.soft}>{words(show.expert, as, show.interviewer)}</p>;
}
