import { useParams } from "react-router";
import { TopicView } from "../features/hallway/TopicView";
import { Shell } from "../features/shell/Shell";

export default function TopicPage() {
  const { id = "" } = useParams();
  return (
    <Shell width="wide">
      <TopicView id={id} />
    </Shell>
  );
}
