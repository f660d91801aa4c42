import { Shell } from "../features/shell/Shell";
import { SkeletonRows } from "../ui/Skeleton";

export default function ConsolePage() {
  return (
    <Shell>
      <SkeletonRows />
    </Shell>
  );
}
