import type { ReactNode } from "react";

/** Drawn for this page on a 24-unit grid; always beside a word or inside a named control. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className="icon"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const MicIcon = () => (
  <Icon>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
  </Icon>
);

export const MicOffIcon = () => (
  <Icon>
    <path d="M15 9.5V6a3 3 0 0 0-5.7-1.3M9 9v2a3 3 0 0 0 4.6 2.5M4 4l16 16" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 10.6 5M18.5 11.5c0 .8-.1 1.5-.4 2.2M12 18v3" />
  </Icon>
);

export const LeaveIcon = () => (
  <Icon>
    <path d="M13 4H7a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h6M10 12h10M16.5 8.5 20 12l-3.5 3.5" />
  </Icon>
);

export const SoundIcon = () => (
  <Icon>
    <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11" />
  </Icon>
);

export const TuneIcon = () => (
  <Icon>
    <path d="M4 7h9M19 7h1M4 17h1M11 17h9" />
    <circle cx="16" cy="7" r="2.5" />
    <circle cx="8" cy="17" r="2.5" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6 6 18" />
  </Icon>
);

export const AwayIcon = () => (
  <Icon>
    <path d="M20 12a8 8 0 0 1-14.3 4.9M4 12A8 8 0 0 1 18.3 7.1M18.5 3.5v3.8h-3.8M5.5 20.5v-3.8h3.8" />
  </Icon>
);

export const WeakIcon = () => (
  <Icon>
    <path d="M5 19v-2M10 19v-5" />
    <path d="M15 19v-8M20 19V7" strokeOpacity="0.35" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Icon>
);

export const AlertIcon = () => (
  <Icon>
    <path d="M12 4 3 19.5h18zM12 10v4.5M12 17v.2" />
  </Icon>
);

export const CopyIcon = () => (
  <Icon>
    <rect x="9" y="9" width="11" height="11" rx="2.5" />
    <path d="M6 15a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h7a2 2 0 0 1 2 2" />
  </Icon>
);

export const HallwayIcon = () => (
  <Icon>
    <path d="M4 20V9.5L12 4l8 5.5V20M4 20h16M9.5 20v-6h5v6" />
  </Icon>
);

export const InviteIcon = () => (
  <Icon>
    <rect x="3.5" y="5.5" width="17" height="13" rx="2.5" />
    <path d="m4.5 7.5 7.5 6 7.5-6" />
  </Icon>
);

export const PersonIcon = () => (
  <Icon>
    <circle cx="12" cy="8.5" r="4" />
    <path d="M4.5 20a7.5 7.5 0 0 1 15 0" />
  </Icon>
);

export const ConsoleIcon = () => (
  <Icon>
    <path d="M12 3.5 5 6v5.5c0 4.3 2.9 7.4 7 9 4.1-1.6 7-4.7 7-9V6z" />
    <path d="m9 12 2.2 2.2L15.2 10" />
  </Icon>
);

export const BellIcon = () => (
  <Icon>
    <path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4" />
  </Icon>
);

export const PlusIcon = () => (
  <Icon>
    <path d="M12 5v14M5 12h14" />
  </Icon>
);

export const BackIcon = () => (
  <Icon>
    <path d="M19 12H5M11 6l-6 6 6 6" />
  </Icon>
);

export const ForwardIcon = () => (
  <Icon>
    <path d="m9 6 6 6-6 6" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon>
    <path d="M6 12h.01M12 12h.01M18 12h.01" strokeWidth="3" />
  </Icon>
);

export const PlayIcon = () => (
  <Icon>
    <path d="M8 5.5v13l10.5-6.5z" fill="currentColor" />
  </Icon>
);

export const PauseIcon = () => (
  <Icon>
    <path d="M9 6v12M15 6v12" strokeWidth="3" />
  </Icon>
);

export const StopIcon = () => (
  <Icon>
    <rect x="7" y="7" width="10" height="10" rx="1.5" fill="currentColor" />
  </Icon>
);

export const RecordIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="6" fill="currentColor" />
  </Icon>
);

export const KeyIcon = () => (
  <Icon>
    <circle cx="8" cy="12" r="4" />
    <path d="M12 12h8.5M17 12v3.5M20 12v2.5" />
  </Icon>
);

export const TrashIcon = () => (
  <Icon>
    <path d="M5 7h14M10 7V4.5h4V7M7 7l1 12.5h8L17 7M10.5 11v5M13.5 11v5" />
  </Icon>
);

export const FlagIcon = () => (
  <Icon>
    <path d="M6 20.5V4.5M6 5c4-2.5 7 2 12 0v8.5c-5 2-8-2.5-12 0" />
  </Icon>
);

export const HandIcon = () => (
  <Icon>
    <path d="M8 12V6.2a1.4 1.4 0 0 1 2.8 0V11M10.8 10.5V4.600a1.4 1.4 0 0 1 2.8 0V11" />
    <path d="M13.6 11V5.900a1.4 1.4 0 0 1 2.8 0V12M16.4 9.500a1.4 1.4 0 0 1 2.8 0v6A5.5 5.5 0 0 1 13.7 21h-1.9" />
    <path d="M8 14.5 6.4 12.200a1.5 1.5 0 0 0-2.5 1.600l3.3 4.900A5.5 5.5 0 0 0 11.8 21" />
  </Icon>
);

export const LockIcon = () => (
  <Icon>
    <rect x="5" y="11" width="14" height="9" rx="2.5" />
    <path d="M8 11V8a4 4 0 0 1 8 0v3" />
  </Icon>
);

export const StarIcon = () => (
  <Icon>
    <path d="m12 4 2.4 5.1 5.600.7-4.100 3.900 1.100 5.500L12 16.500l-5 2.700 1.100-5.500L4 9.800l5.600-.7z" />
  </Icon>
);

export const PinIcon = () => (
  <Icon>
    <path d="M9 4.500h6l-1 6 3.500 3.500h-11L10 10.500zM12 14v6" />
  </Icon>
);
