import { Shell } from "../features/shell/Shell";
import { SkeletonRows } from "../ui/Skeleton";

export default function SettingsPage() {
  return (
    <Shell>
      <SkeletonRows />
    </Shell>
  );
}
