import { Shell } from "../features/shell/Shell";
import { SkeletonRows } from "../ui/Skeleton";

export default function ProfilePage() {
  return (
    <Shell>
      <SkeletonRows />
    </Shell>
  );
}
