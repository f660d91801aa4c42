import { Shell } from "../features/shell/Shell";
import { SkeletonRows } from "../ui/Skeleton";

export default function Waiting() {
  return (
    <Shell>
      <SkeletonRows />
    </Shell>
  );
}
