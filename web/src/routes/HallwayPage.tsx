import { Shell } from "../features/shell/Shell";
import { SkeletonRows } from "../ui/Skeleton";

export default function HallwayPage() {
  return (
    <Shell>
      <SkeletonRows />
    </Shell>
  );
}
