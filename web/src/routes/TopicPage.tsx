import { Shell } from "../features/shell/Shell";
import { SkeletonRows } from "../ui/Skeleton";

export default function TopicPage() {
  return (
    <Shell>
      <SkeletonRows />
    </Shell>
  );
}
