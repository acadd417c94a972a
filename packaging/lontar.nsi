; Installer for one user, without an administrator; run again over an older version it updates it.
; Compiled by packaging/buat_pemasang.py, which says what VERSI, VERSI_EMPAT, ASAL and HASIL are.
; Compiles on Linux too, whose makensis reads \ as /.
Unicode true
!define CATATAN "Software\Microsoft\Windows\CurrentVersion\Uninstall\Lontar"

Name "Lontar"
OutFile "${HASIL}"
InstallDir "$LOCALAPPDATA\Programs\Lontar"
RequestExecutionLevel user
SetCompressor /SOLID lzma
AllowSkipFiles off
ManifestDPIAware true
BrandingText "Lontar ${VERSI}"
VIProductVersion "${VERSI_EMPAT}"
VIAddVersionKey ProductName "Lontar"
VIAddVersionKey ProductVersion "${VERSI}"
VIAddVersionKey FileVersion "${VERSI}"
VIAddVersionKey FileDescription "Pemasang Lontar"
VIAddVersionKey LegalCopyright ""

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh
!define MUI_ICON "${ASAL}\..\lontar.ico"
!define MUI_UNICON "${ASAL}\..\lontar.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${ASAL}\..\lontar.bmp"
!define MUI_WELCOMEPAGE_TITLE "$(PASANG)"
!define MUI_WELCOMEPAGE_TEXT "$(SAMBUTAN)"
!define MUI_FINISHPAGE_TITLE "$(SUDAH)"
!define MUI_FINISHPAGE_TEXT "$(SELANJUTNYA)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\lontar.exe"
!define MUI_FINISHPAGE_RUN_TEXT "$(BUKA)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(DATA_TETAP)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Indonesian"

LangString SAMBUTAN ${LANG_INDONESIAN} "Lontar akan dipasang untuk Anda saja, tanpa administrator, di$\r$\n$INSTDIR.$\r$\n$\r$\nVersi lama di folder itu diganti. Data kantor ada di folder lain dan tidak disentuh.$\r$\n$\r$\nTutup Lontar dahulu bila sedang terbuka."
LangString PASANG ${LANG_INDONESIAN} "Pasang Lontar ${VERSI}"
LangString SUDAH ${LANG_INDONESIAN} "Lontar sudah terpasang"
LangString SELANJUTNYA ${LANG_INDONESIAN} "Buka kapan saja dari menu Start atau dari desktop. Melepasnya lewat Pengaturan Windows, Aplikasi; data kantor tidak ikut dilepas."
LangString BUKA ${LANG_INDONESIAN} "Buka Lontar sekarang"
LangString SEDANG_TERBUKA ${LANG_INDONESIAN} "Lontar sedang terbuka. Tutup Lontar, lalu jalankan lagi pemasangan ini."
LangString SEDANG_TERBUKA_LEPAS ${LANG_INDONESIAN} "Lontar sedang terbuka. Tutup Lontar, lalu lepaskan lagi. Tidak ada yang dilepas."
LangString BUKAN_WINDOWS ${LANG_INDONESIAN} "Lontar memerlukan Windows 10 versi 1809 (64 bit) atau yang lebih baru. Tidak ada yang dipasang."
LangString ADA_DATA ${LANG_INDONESIAN} "Di $INSTDIR ada folder data-lontar dengan data kantor. Pindahkan folder itu, lalu jalankan lagi pemasangan ini."
LangString TERTAHAN ${LANG_INDONESIAN} "Versi lama di $INSTDIR tidak dapat digeser; mungkin sedang dipakai program lain, misalnya antivirus. Tunggu sebentar, lalu jalankan lagi pemasangan ini. Versi lama tetap utuh."
LangString DATA_TETAP ${LANG_INDONESIAN} "Program Lontar akan dilepas dari laptop ini. Data kantor di $LOCALAPPDATA\Lontar tidak dihapus."

!macro TOLAK KALIMAT
  MessageBox MB_OK|MB_ICONEXCLAMATION "$(${KALIMAT})" /SD IDOK
  SetErrorLevel 2
  Quit
!macroend

; A running program cannot be opened for writing. Only when it is there: opening would make it.
!macro TOLAK_BILA_TERBUKA PROGRAM KALIMAT
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      !insertmacro TOLAK ${KALIMAT}
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function .onInit
  SetShellVarContext current
  ; Never another folder: what is removed later is what lies here.
  StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Lontar"
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
    !insertmacro TOLAK BUKAN_WINDOWS
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\data-lontar\*.*"
    !insertmacro TOLAK ADA_DATA
  ${EndIf}
  !insertmacro TOLAK_BILA_TERBUKA lontar.exe SEDANG_TERBUKA
  !insertmacro TOLAK_BILA_TERBUKA lontar-cli.exe SEDANG_TERBUKA
FunctionEnd

; What the program is made of. Each moves as a whole: an older part never runs with a newer one.
!macro SETIAP_BAGIAN APA
  !insertmacro ${APA} _internal
  !insertmacro ${APA} lontar.exe
  !insertmacro ${APA} lontar-cli.exe
  !insertmacro ${APA} isi.txt
!macroend

!macro GESER DARI KE
  ClearErrors
  Rename "${DARI}" "${KE}"
  ${If} ${Errors}
    StrCpy $1 "${DARI}"
  ${EndIf}
!macroend

!macro SINGKIRKAN BAGIAN
  ${If} ${FileExists} "$INSTDIR\${BAGIAN}"
    !insertmacro GESER "$INSTDIR\${BAGIAN}" "$INSTDIR\lama\${BAGIAN}"
  ${EndIf}
!macroend

!macro TEMPATKAN BAGIAN
  !insertmacro GESER "$INSTDIR\baru\${BAGIAN}" "$INSTDIR\${BAGIAN}"
!macroend

!macro KEMBALIKAN BAGIAN
  ${If} ${FileExists} "$INSTDIR\lama\${BAGIAN}"
    RMDir /r "$INSTDIR\${BAGIAN}"
    Delete "$INSTDIR\${BAGIAN}"
    Rename "$INSTDIR\lama\${BAGIAN}" "$INSTDIR\${BAGIAN}"
  ${EndIf}
!macroend

!macro BUANG BAGIAN
  RMDir /r "$INSTDIR\${BAGIAN}"
  Delete "$INSTDIR\${BAGIAN}"
!macroend

Section
  ; Beside the old version, which is untouched until everything is there: a full disk changes nothing.
  RMDir /r "$INSTDIR\baru"
  RMDir /r "$INSTDIR\lama"
  SetOutPath "$INSTDIR\baru"
  File /r "${ASAL}\_internal"
  File "${ASAL}\lontar.exe"
  File "${ASAL}\lontar-cli.exe"
  File "${ASAL}\isi.txt"
  SetOutPath "$INSTDIR"
  CreateDirectory "$INSTDIR\lama"
  ; Kept in a register: whoever asks for an error makes it forgotten.
  StrCpy $1 ""
  !insertmacro SETIAP_BAGIAN SINGKIRKAN
  ${If} $1 == ""
    !insertmacro SETIAP_BAGIAN TEMPATKAN
  ${EndIf}
  ${If} $1 != ""
    !insertmacro SETIAP_BAGIAN KEMBALIKAN
    RMDir /r "$INSTDIR\baru"
    RMDir "$INSTDIR\lama"
    !insertmacro TOLAK TERTAHAN
  ${EndIf}
  RMDir /r "$INSTDIR\baru"
  RMDir /r "$INSTDIR\lama"
  WriteUninstaller "$INSTDIR\lepas.exe"
  CreateShortcut "$SMPROGRAMS\Lontar.lnk" "$INSTDIR\lontar.exe"
  CreateShortcut "$DESKTOP\Lontar.lnk" "$INSTDIR\lontar.exe"
  ; A copy by pasang.cmd is replaced by this one, with its way out.
  Delete "$INSTDIR\lepas.cmd"
  Delete "$INSTDIR\lepas.ps1"
  DeleteRegKey HKCU "${CATATAN}-salinan"
  WriteRegStr HKCU "${CATATAN}" DisplayName "Lontar"
  WriteRegStr HKCU "${CATATAN}" DisplayVersion "${VERSI}"
  WriteRegStr HKCU "${CATATAN}" DisplayIcon "$INSTDIR\lontar.exe"
  WriteRegStr HKCU "${CATATAN}" InstallLocation "$INSTDIR"
  WriteRegStr HKCU "${CATATAN}" UninstallString '"$INSTDIR\lepas.exe"'
  WriteRegStr HKCU "${CATATAN}" QuietUninstallString '"$INSTDIR\lepas.exe" /S'
  WriteRegDWORD HKCU "${CATATAN}" NoModify 1
  WriteRegDWORD HKCU "${CATATAN}" NoRepair 1
SectionEnd

Function .onInstFailed
  RMDir /r "$INSTDIR\baru"
FunctionEnd

Function un.onInit
  SetShellVarContext current
  !insertmacro TOLAK_BILA_TERBUKA lontar.exe SEDANG_TERBUKA_LEPAS
  !insertmacro TOLAK_BILA_TERBUKA lontar-cli.exe SEDANG_TERBUKA_LEPAS
FunctionEnd

; Only what the installer laid down: somebody's files beside it stay, and so do the offices.
Section un.
  !insertmacro SETIAP_BAGIAN BUANG
  RMDir /r "$INSTDIR\baru"
  RMDir /r "$INSTDIR\lama"
  Delete "$INSTDIR\lepas.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Lontar.lnk"
  Delete "$DESKTOP\Lontar.lnk"
  DeleteRegKey HKCU "${CATATAN}"
SectionEnd
