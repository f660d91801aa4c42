import { Shell } from "../features/shell/Shell";
import { SkeletonRows } from "../ui/Skeleton";

export default function Setup() {
  return (
    <Shell>
      <SkeletonRows />
    </Shell>
  );
}
